package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.StoredAttachment;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a file, each {@code null} if nothing was.
 *
 * @param type a MIME type in any spelling
 * @param fileName as it was given
 * @param bytes the size
 */
public record Claims(@Nullable String type, @Nullable String fileName, @Nullable Long bytes) {

    /** What the platform said of an attachment. */
    public static Claims of(StoredAttachment.Kept attachment) {
        return new Claims(
                attachment.declaredType(), attachment.fileName(), attachment.declaredBytes());
    }
}
