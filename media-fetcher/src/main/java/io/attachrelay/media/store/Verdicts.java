package io.attachrelay.media.store;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import java.util.List;
import java.util.Optional;

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

    /** Lets {@code judged} stand unless another verdict does; returns the one that stands. */
    public JudgedAttachment settle(ObjectKey key, JudgedAttachment judged) {
        if (sidecars.create(key.sidecar(SUFFIX), judged).isPresent()) {
            return judged;
        }
        return of(key).orElse(judged);
    }

    /**
     * Lets {@code judged} stand in place of any other: for a replay that asks for a new verdict.
     */
    public void overwrite(ObjectKey key, JudgedAttachment judged) {
        SidecarKey place = key.sidecar(SUFFIX);
        boolean written = false;
        while (!written) {
            var standing = sidecars.read(place);
            written =
                    standing.map(v -> sidecars.replace(place, judged, v.version()))
                            .orElseGet(() -> sidecars.create(place, judged))
                            .isPresent();
        }
    }

    /**
     * The verdicts of all media of the message that {@code anyOfIt} belongs to, sorted by media id.
     */
    public List<JudgedAttachment> ofMessage(String tenant, MediaId anyOfIt) {
        String prefix = tenant + "/" + anyOfIt.conversationPart() + "/" + anyOfIt.messagePrefix();
        return store.list(prefix).stream()
                .filter(k -> k.path().endsWith("." + SUFFIX))
                .flatMap(k -> sidecars.read(k).stream())
                .map(JsonSidecars.Versioned::value)
                .toList();
    }
}
