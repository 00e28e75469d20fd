package io.attachrelay.platform;

import org.jspecify.annotations.Nullable;

/**
 * Where the platform offers one attachment for a short while.
 *
 * @param attachmentId the platform's id
 * @param url as the platform wrote it, unchecked; it never leaves the gateway
 * @param declaredType the claimed MIME type; {@code null} if none
 * @param fileName the claimed name; {@code null} if none
 * @param declaredBytes the claimed size; {@code null} if none
 */
public record MediaReference(
        String attachmentId,
        String url,
        @Nullable String declaredType,
        @Nullable String fileName,
        @Nullable Long declaredBytes) {

    /** Hides the URL: whoever has it has the file. */
    @Override
    public String toString() {
        return "MediaReference[" + attachmentId + "]";
    }
}
