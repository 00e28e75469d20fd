package io.attachrelay.platform;

import org.jspecify.annotations.Nullable;

/** Sends a message to the customer. */
public interface MessageSender {

    /** Sends; the outcome's value is the platform's id of the message. */
    CallOutcome<String> send(Message message);

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
