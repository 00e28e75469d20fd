package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.Origin;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.validator.inspect.strip.Stripper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Copies of stored objects without what had to go: objects of their own beside the original, under
 * an id that follows from its id, so that a repeat finds the same one.
 */
final class CleanCopies {

    private static final String WAY = "clean";

    private final MediaStore store;

    CleanCopies(MediaStore store) {
        this.store = store;
    }

    /** Where an object's clean copy lies, if it has one. */
    static ObjectKey keyOf(ObjectKey original) {
        return new ObjectKey(original.tenant(), original.mediaId().derived(WAY));
    }

    /**
     * Makes the copy, or finds it made.
     *
     * @return empty if the stripper can't follow the original
     * @throws io.attachrelay.media.store.StoreException if the store fails
     */
    Optional<StoredAttachment.Kept> make(
            StoredObject original, StoredAttachment.Kept of, String type, Stripper stripper) {
        ObjectKey key = keyOf(original.key());
        try (InputStream bytes = stripper.strip(type, opened(original))) {
            // A copy without something is no larger than what it was made from, or hardly.
            long most = 2 * original.sizeBytes();
            return switch (store.put(key, identity(original, of), bytes, most)) {
                case PutOutcome.Created(var object) -> Optional.of(kept(object, of));
                case PutOutcome.AlreadyThere(var object) -> Optional.of(kept(object, of));
                case PutOutcome.TooLarge _ -> Optional.empty();
            };
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Stripper.Original opened(StoredObject object) {
        return new Stripper.Original() {
            @Override
            public long size() {
                return object.sizeBytes();
            }

            @Override
            public InputStream open(long offset, long length) {
                return store.open(object.key(), offset, length);
            }
        };
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
