package io.attachrelay.deploy.quarantine;

import io.attachrelay.media.store.KnownBytes;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.Quarantine.Place;
import io.attachrelay.media.store.QuarantineNotes;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks at files in quarantine, lets them out and deletes them. What was cut short is finished when
 * it is asked for again.
 */
public final class QuarantineDesk {

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final ObjectStore store;
    private final Verdicts verdicts;
    private final QuarantineNotes notes;
    private final KnownBytes known;

    /**
     * @param store not closed by this
     */
    public QuarantineDesk(ObjectStore store) {
        this.store = store;
        this.verdicts = new Verdicts(store);
        this.notes = new QuarantineNotes(store);
        this.known = new KnownBytes(store);
    }

    /** A file that was sent to quarantine, all that is known of it. */
    record Held(
            ObjectKey key,
            StoredAttachment.Kept kept,
            JudgedAttachment judged,
            QuarantineNotes.Note note) {}

    /** The files of a tenant whose bytes are in quarantine. */
    public List<QuarantinedFile> list(String tenant) {
        return store.quarantine().list(tenant).stream()
                .flatMap(key -> find(key).stream())
                .map(this::shown)
                .toList();
    }

    /**
     * A file that was sent to quarantine, also if it was released or deleted since.
     *
     * @throws QuarantineException if it never was
     */
    public QuarantinedFile show(ObjectKey key) {
        return shown(held(key));
    }

    /**
     * Lets a file out: it is accepted by the operator, and so are the same bytes wherever they
     * appear again in that tenant, unless it was their name that sent them to quarantine. What
     * follows from it is to be published after this.
     *
     * @throws QuarantineException if it is not in quarantine
     */
    Held release(ObjectKey key) {
        Held held = held(key);
        if (held.judged().custody() == Custody.RELEASED) {
            return held;
        }
        Place place = store.quarantine().placeOf(key);
        if (place == Place.DELETED || place == Place.ABSENT) {
            throw new QuarantineException(key, "can't be released: its bytes were deleted");
        }
        JudgedAttachment accepted = accepted(held);
        // The bytes' own record first: from here on nobody moves them back.
        if (KnownBytes.areToBlame(held.judged())) {
            known.overwrite(key.tenant(), held.kept().sha256(), accepted);
        }
        store.quarantine().release(key);
        verdicts.overwrite(key, accepted);
        return new Held(key, held.kept(), accepted, held.note());
    }

    /**
     * Deletes a file's bytes for good; its verdict stays, and the same bytes are quarantined when
     * they appear again.
     *
     * @throws QuarantineException if it is not in quarantine
     */
    Held delete(ObjectKey key) {
        Held held = held(key);
        if (store.quarantine().delete(key) != Place.DELETED) {
            throw new QuarantineException(key, "is not in quarantine");
        }
        return held;
    }

    private static JudgedAttachment accepted(Held held) {
        Verdict before = held.judged().verdict();
        MediaKind kind = before instanceof Verdict.Rejected rejected ? rejected.kind() : null;
        return new JudgedAttachment(
                held.kept(),
                new Verdict.Accepted(
                        Objects.requireNonNullElse(before.typeIfKnown(), UNKNOWN_TYPE),
                        Objects.requireNonNullElse(kind, MediaKind.DOCUMENT),
                        MediaFacts.NONE),
                held.judged().findings(),
                Custody.RELEASED,
                null);
    }

    /** All that is known of it, for a person. */
    QuarantinedFile shown(Held held) {
        return QuarantinedFile.of(
                held.key(),
                held.kept(),
                held.judged(),
                held.note(),
                store.quarantine().placeOf(held.key()));
    }

    /**
     * The same, as it is kept.
     *
     * @throws QuarantineException if it never was
     */
    Held held(ObjectKey key) {
        return find(key)
                .orElseThrow(() ->
                        new QuarantineException(
                                key,
                                verdicts.of(key).isEmpty()
                                        ? "does not exist, or has no verdict yet"
                                        : "is not in quarantine"));
    }

    private Optional<Held> find(ObjectKey key) {
        return verdicts.of(key)
                .filter(judged -> judged.custody() != Custody.STORE)
                .filter(judged -> judged.attachment() instanceof StoredAttachment.Kept)
                .flatMap(judged ->
                        notes.of(key)
                                .map(note ->
                                        new Held(
                                                key,
                                                (StoredAttachment.Kept) judged.attachment(),
                                                judged,
                                                note)));
    }
}
