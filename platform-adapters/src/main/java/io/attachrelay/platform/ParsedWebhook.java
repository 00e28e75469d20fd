package io.attachrelay.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a webhook's body says. */
public sealed interface ParsedWebhook {

    /**
     * A message with media to fetch.
     *
     * @param channel in lower case; {@code null} if the event names none
     * @param media at least one, each with its own attachment id
     */
    record Message(
            String eventId,
            String messageId,
            String conversationId,
            @Nullable String channel,
            Instant occurredAt,
            List<MediaReference> media)
            implements ParsedWebhook {
        public Message {
            media = List.copyOf(media);
        }
    }

    /**
     * Nothing to do: another type of event, or a message without attachments.
     *
     * @param eventId {@code null} if the event names none
     */
    record Ignored(@Nullable String eventId) implements ParsedWebhook {}

    /**
     * Not JSON, not the platform's shape, or without an id that is needed.
     *
     * @param detail what is wrong, for the caller; without any value from the body
     */
    record Malformed(String detail) implements ParsedWebhook {}
}
