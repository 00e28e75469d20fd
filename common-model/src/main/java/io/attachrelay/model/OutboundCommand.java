package io.attachrelay.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * "Send this": the value of {@code outbound.command.v1}, published by other services.
 *
 * @param commandId the idempotency key: one result per id, however often the command comes
 * @param tenant the tenant's name in the settings; at most 256 characters, as results repeat it
 * @param conversationId the platform's conversation id; at most 512 characters, as those of its
 *     webhooks
 * @param channel the channel in lower case; {@code null} means the tenant's default
 * @param to the platform's id of the receiver; needed by Genesys
 * @param from the platform's id of the sender; needed by Genesys
 * @param text the message's text; {@code null} if none
 * @param attachment what to attach; {@code null} if nothing
 * @param sendAfter not to be sent before; {@code null} means at once
 * @param expiresAt not to be sent after; {@code null} means the sender's own limit
 */
public record OutboundCommand(
        String commandId,
        String tenant,
        String conversationId,
        @Nullable String channel,
        @Nullable String to,
        @Nullable String from,
        @Nullable String text,
        @Nullable Attachment attachment,
        @Nullable Instant sendAfter,
        @Nullable Instant expiresAt) {

    public OutboundCommand {
        if (text == null && attachment == null) {
            throw new IllegalArgumentException("a command has a text, an attachment or both");
        }
    }

    /**
     * A stored attachment of the same tenant.
     *
     * @param mediaId names it; a plain string, since what a service sends may be no media id at
     *     all, but never longer than 256 characters, as results repeat it
     * @param fileName what the customer shall see; {@code null} means the stored name
     */
    public record Attachment(String mediaId, @Nullable String fileName) {}
}
