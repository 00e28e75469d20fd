package io.attachrelay.media.store;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The verdict that stands beside each object, in {@code .verdict}: written by the inspector, read
 * by links, the sender and the router. None yet means not usable.
 */
public final class Verdicts {

    private static final String SUFFIX = "verdict";

    private final JsonSidecars<JudgedAttachment> sidecars;
    private final SidecarStore store;

    /**
     * @param store not closed by this
     */
    public Verdicts(SidecarStore store) {
        this.store = store;
        this.sidecars = new JsonSidecars<>(store, JudgedAttachment.class);
    }

    /** The verdict of an attachment, if there is one. */
    public Optional<JudgedAttachment> of(ObjectKey key) {
        return sidecars.read(key.sidecar(SUFFIX)).map(JsonSidecars.Versioned::value);
    }

    /**
     * The verdict of what is used under an attachment's id, its media id that of the bytes: the
     * clean copy's where there is one, else its own.
     */
    public Optional<JudgedAttachment> ofUsed(ObjectKey key) {
        return of(key).flatMap(judged ->
                judged.cleanCopy() == null
                        ? Optional.of(judged)
                        : of(new ObjectKey(key.tenant(), judged.cleanCopy())));
    }

    /** Lets {@code judged} stand unless another verdict does; returns the one that stands. */
    public JudgedAttachment settle(ObjectKey key, JudgedAttachment judged) {
        return sidecars.settle(key.sidecar(SUFFIX), judged);
    }

    /**
     * Lets {@code judged} stand in place of any other: for a replay that asks for a new verdict.
     */
    public void overwrite(ObjectKey key, JudgedAttachment judged) {
        sidecars.overwrite(key.sidecar(SUFFIX), judged);
    }

    /**
     * The verdicts of all media of the message that {@code anyOfIt} belongs to, sorted by media id.
     * A clean copy is none of them: its original is.
     */
    public List<JudgedAttachment> ofMessage(String tenant, MediaId anyOfIt) {
        String prefix = tenant + "/" + anyOfIt.conversationPart() + "/" + anyOfIt.messagePrefix();
        List<JudgedAttachment> all =
                store.list(prefix).stream()
                        .filter(k -> k.path().endsWith("." + SUFFIX))
                        .flatMap(k -> sidecars.read(k).stream())
                        .map(JsonSidecars.Versioned::value)
                        .toList();
        Set<MediaId> copies =
                all.stream()
                        .filter(judged -> judged.cleanCopy() != null)
                        .map(JudgedAttachment::usedId)
                        .collect(Collectors.toSet());
        return all.stream().filter(j -> !copies.contains(j.attachment().mediaId())).toList();
    }
}
