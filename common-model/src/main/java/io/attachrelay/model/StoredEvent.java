package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * One webhook whose attachments are all stored or refused: the value of {@code media.stored.v1} and
 * {@code media.fresh.v1}.
 *
 * @param message the message that the attachments belong to
 * @param dedupKey what makes a second delivery the same
 * @param attachments at least one, in the platform's order
 */
public record StoredEvent(
        @JsonUnwrapped MessageContext message,
        DedupKey dedupKey,
        List<StoredAttachment> attachments) {

    public StoredEvent {
        attachments = List.copyOf(attachments);
        if (attachments.isEmpty()) {
            throw new IllegalArgumentException("a stored event has at least one attachment");
        }
    }
}
