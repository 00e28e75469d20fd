package io.attachrelay.model;

import java.time.Instant;

/**
 * The message that an attachment belongs to.
 *
 * @param tenant the tenant's name in the settings
 * @param origin where it came from
 * @param platform the tenant's platform
 * @param profile the tenant's contract with it
 * @param eventId the platform's event id, or the request's id for other origins
 * @param messageId the platform's message id, or a made one for other origins
 * @param conversationId the platform's conversation id; the key of every record about it
 * @param channel the channel in lower case, such as {@code web} or {@code whatsapp}
 * @param occurredAt when the platform says it happened
 */
public record MessageContext(
        String tenant,
        Origin origin,
        Platform platform,
        Profile profile,
        String eventId,
        String messageId,
        String conversationId,
        String channel,
        Instant occurredAt) {}
