package io.attachrelay.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends a message to the customer. */
public interface MessageSender {

    /**
     * Sends; the outcome's value is the platform's id of the message.
     *
     * @param announcement made right before the message goes out, once for all its tries
     * @throws E of the announcement; the message then was not sent
     */
    <E extends Exception> CallOutcome<String> send(Message message, Announcement<E> announcement)
            throws E;

    /** Sends without an announcement. */
    default CallOutcome<String> send(Message message) {
        return send(message, Announcement.NONE);
    }

    /** How long a send can take at most, from its announcement to its outcome. */
    Duration longestSend();

    /**
     * What a command lacks for this platform, in words; {@code null} if nothing. Asked before
     * anything is uploaded.
     */
    @Nullable String missing(@Nullable String to, @Nullable String from);

    /**
     * A message.
     *
     * @param to the receiver's id; {@code null} where the platform needs none
     * @param from the sender's id; {@code null} where the platform needs none
     * @param text {@code null} if none
     * @param attachment {@code null} if none
     */
    record Message(
            String conversationId,
            @Nullable String to,
            @Nullable String from,
            @Nullable String text,
            @Nullable Attachment attachment) {}

    /**
     * An uploaded file.
     *
     * @param platformMediaId what {@link MediaUploader#upload} answered
     */
    record Attachment(String platformMediaId, String fileName, String mediaType) {}
}
