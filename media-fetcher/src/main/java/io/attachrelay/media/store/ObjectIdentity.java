package io.attachrelay.media.store;

/**
 * Whose bytes an object holds. It is kept with the object and compared before a download is
 * skipped, since the key holds only hashes of it.
 *
 * @param platform the platform's name on the wire
 */
public record ObjectIdentity(
        String tenant,
        String platform,
        String conversationId,
        String messageId,
        String attachmentId) {}
