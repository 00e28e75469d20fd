package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * One message's event with a verdict for each attachment: the value of {@code media.verdict.v1}.
 *
 * @param message the message that the attachments belong to
 * @param dedupKey that of the stored event
 * @param attachments at least one, in the platform's order
 */
public record VerdictEvent(
        @JsonUnwrapped MessageContext message,
        DedupKey dedupKey,
        List<JudgedAttachment> attachments) {

    public VerdictEvent {
        attachments = List.copyOf(attachments);
        if (attachments.isEmpty()) {
            throw new IllegalArgumentException("a verdict event has at least one attachment");
        }
    }
}
