package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.validator.inspect.strip.Stripper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Copies of stored objects without what had to go: objects of their own beside the original, under
 * an id that follows from its id, so that a repeat finds the same one.
 */
final class CleanCopies {

    private static final String WAY = "clean";

    private final MediaStore store;
    private final Suspects suspects;
    private final ExaminationBox box;

    /**
     * @param store not closed by this
     * @param suspects keep a stripper from ending the process again and again
     * @param box bounds what a stripper may cost
     */
    CleanCopies(MediaStore store, Suspects suspects, ExaminationBox box) {
        this.store = store;
        this.suspects = suspects;
        this.box = box;
    }

    /** Where an object's clean copy lies, if it has one. */
    static ObjectKey keyOf(ObjectKey original) {
        return new ObjectKey(original.tenant(), original.mediaId().derived(WAY));
    }

    /**
     * Makes the copy, or finds it made. Only the stripper runs in the box: what it made is stored
     * when it has come to its end.
     *
     * @return empty if the stripper can't follow the original, or takes too much for it
     * @throws StoreException if the store fails
     * @throws IllegalStateException see {@link ExaminationBox#carryOut}
     */
    Optional<StoredAttachment.Kept> make(
            StoredObject original, StoredAttachment.Kept of, String type, Stripper stripper) {
        try (Spool spool = Spool.open()) {
            var stripping =
                    new StrippingWork(stripper, type, new StoredOriginal(store, original), spool);
            return suspects.carryOut(noteOf(of.sha256()), stripping, box)
                    .flatMap(copy -> kept(original, of, copy));
        }
    }

    /** Not the note of its examination, which may come to its end where the stripper does not. */
    static Sha256 noteOf(Sha256 original) {
        return Sha256.of((WAY + ":" + original).getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<StoredAttachment.Kept> kept(
            StoredObject original, StoredAttachment.Kept of, Spool copy) {
        ObjectKey key = keyOf(original.key());
        try {
            return switch (store.put(key, identity(original, of), copy.bytes(), Long.MAX_VALUE)) {
                case PutOutcome.Created(var object) -> Optional.of(kept(object, of));
                case PutOutcome.AlreadyThere(var object) -> Optional.of(kept(object, of));
                case PutOutcome.TooLarge _ -> Optional.empty();
            };
        } catch (IOException e) {
            throw new StoreException("reading from a spool", e);
        }
    }

    /** The original's, but for the attachment: it was made here and came from nowhere. */
    private static ObjectIdentity identity(StoredObject original, StoredAttachment.Kept of) {
        ObjectIdentity identity = original.identity();
        return new ObjectIdentity(
                identity.tenant(),
                identity.platform(),
                identity.conversationId(),
                identity.messageId(),
                Origin.CONVERSION.wireName() + ":" + WAY + ":" + of.mediaId());
    }

    private static StoredAttachment.Kept kept(StoredObject copy, StoredAttachment.Kept of) {
        return new StoredAttachment.Kept(
                copy.key().mediaId(),
                of.declaredType(),
                of.fileName(),
                null,
                copy.sizeBytes(),
                copy.sha256());
    }
}
