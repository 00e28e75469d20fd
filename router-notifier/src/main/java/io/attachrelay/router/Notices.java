package io.attachrelay.router;

import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.SystemMessages;
import io.attachrelay.topic.RetryLaterException;
import java.time.Duration;

/**
 * Tells the agent about an attachment that can't be used: once per attachment and occasion, however
 * often its record comes.
 */
final class Notices {

    private final OnceMarks marks;

    Notices(OnceMarks marks) {
        this.marks = marks;
    }

    /**
     * Posts the notice unless it was begun before.
     *
     * @param occasion empty, or the id of a replay that wants effects again
     * @throws RetryLaterException if the platform could not do it now
     */
    OnceMarks.Ending tell(
            SystemMessages agent,
            MessageContext message,
            StoredAttachment attachment,
            ReasonCode reason,
            String occasion)
            throws RetryLaterException {
        SidecarKey key =
                SidecarKey.hashed(
                        message.tenant(), "notices", attachment.mediaId().value() + occasion);
        String text = NoticeText.of(attachment.fileName(), reason);
        var about = new MessageRef(message.conversationId(), message.messageId());
        return marks.once(key, () -> endingOf(agent.post(about, text)));
    }

    private static OnceMarks.Ending endingOf(CallOutcome<Boolean> outcome)
            throws RetryLaterException {
        return switch (outcome) {
            case CallOutcome.Done<Boolean> _ -> OnceMarks.Ending.DONE;
            case CallOutcome.Refused<Boolean> _ -> OnceMarks.Ending.REFUSED;
            case CallOutcome.InDoubt<Boolean> _ -> OnceMarks.Ending.IN_DOUBT;
            case CallOutcome.TryAgain<Boolean>(var detail, var retryAfter) ->
                    throw new RetryLaterException(detail, retryAfter.orElse(Duration.ZERO));
            case CallOutcome.NotYet<Boolean>(var detail, var wait) ->
                    throw RetryLaterException.appointment(detail, wait);
        };
    }
}
