package io.attachrelay.router;

import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.notice.FileMention;
import io.attachrelay.notice.NoticeWords;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.SafeFileName;
import io.attachrelay.platform.SystemMessages;
import io.attachrelay.topic.RetryLaterException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Tells the agent about an attachment that can't be used: once per attachment and occasion, however
 * often its record comes.
 */
final class Notices {

    /** The name keeps its own extension: the bytes may have proved nothing. */
    private static final String ANY_TYPE = "application/octet-stream";

    private final OnceMarks marks;
    private final Function<String, NoticeWords> words;

    /**
     * @param words those for a tenant's agents
     */
    Notices(OnceMarks marks, Function<String, NoticeWords> words) {
        this.marks = marks;
        this.words = words;
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
        String text = words.apply(message.tenant()).unusable(mention(attachment), reason);
        var about = new MessageRef(message.conversationId(), message.messageId());
        return marks.once(key, beginning -> endingOf(agent.post(about, text, beginning::begin)));
    }

    private static FileMention mention(StoredAttachment attachment) {
        String name = attachment.fileName();
        return FileMention.of(name == null ? null : SafeFileName.of(name, ANY_TYPE));
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
