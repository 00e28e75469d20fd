package io.attachrelay.media.store;

import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MessageContext;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator needs to know of an object in quarantine beside its verdict, and what its
 * release is published with, in {@code .quarantine}: written before the object is moved.
 */
public final class QuarantineNotes {

    private static final String SUFFIX = "quarantine";

    private final JsonSidecars<Note> notes;

    /**
     * @param store not closed by this
     */
    public QuarantineNotes(SidecarStore store) {
        this.notes = new JsonSidecars<>(store, Note.class);
    }

    /**
     * @param message the message that brought the object
     * @param dedupKey that of its event
     * @param since when it went to quarantine
     */
    public record Note(MessageContext message, DedupKey dedupKey, Instant since) {}

    /** The note of an object, if it has one. */
    public Optional<Note> of(ObjectKey key) {
        return notes.read(key.sidecar(SUFFIX)).map(JsonSidecars.Versioned::value);
    }

    /** Leaves a note unless there is one. */
    public void leave(ObjectKey key, Note note) {
        notes.create(key.sidecar(SUFFIX), note);
    }
}
