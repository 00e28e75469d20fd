package io.attachrelay.sender;

import io.attachrelay.model.OutboundCommand;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageSender;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends the message. The platforms know no idempotency key, so the journal says "begun" right
 * before the call goes out; what becomes of a call whose answer does not tell is the tenant's
 * choice.
 */
final class Sending {

    private final Patience patience;
    private final String instance;
    private final Clock clock;
    private final SendTime sendTime;

    /**
     * @param instance this sender's
     */
    Sending(Patience patience, String instance, Clock clock) {
        this.patience = patience;
        this.instance = instance;
        this.clock = clock;
        this.sendTime = new SendTime(instance, clock.instant());
    }

    /**
     * Sends once.
     *
     * @return how it ended
     * @throws RetryLaterException if it is to be tried again, since the platform says that it did
     *     not do it or the tenant wants it sent again, and if another process has the command
     */
    Progress send(Task task, Progress.Open open) throws RetryLaterException {
        var beginning = new Beginning(task, open, instance, clock);
        CallOutcome<String> outcome =
                task.platform().sender().send(message(task.command(), open), beginning);
        Progress.Sending begun = beginning.begun();
        return switch (outcome) {
            case CallOutcome.Done<String>(var id) ->
                    begun.sent(Results.sent(task.command(), begun, id, clock.instant()));
            case CallOutcome.Refused<String>(_, var detail) ->
                    begun.refused(detail, clock.instant());
            case CallOutcome.InDoubt<String>(var detail, var taken) ->
                    taken
                            ? begun.held(detail, clock.instant())
                            : patience.inDoubt(task, begun, detail);
            case CallOutcome.TryAgain<String>(var detail, var retryAfter) ->
                    patience.withPlatform(task, open, detail, retryAfter);
            case CallOutcome.NotYet<String>(var detail, var wait) ->
                    patience.untilTurn(task, open, detail, wait);
        };
    }

    /**
     * What becomes of a send that was begun by whoever is not at it any more.
     *
     * @throws RetryLaterException if somebody may be at it, or if it is to be sent again
     */
    Progress.NotSent leftBehind(Task task, Progress.Sending begun) throws RetryLaterException {
        Instant now = clock.instant();
        Duration longest = task.platform().sender().longestSend();
        SendTime.requireOver(sendTime.of(begun, longest, now), now);
        return patience.inDoubt(task, begun, "the sender stopped before the answer came");
    }

    private static MessageSender.Message message(OutboundCommand command, Progress.Open open) {
        Progress.Upload upload = open.upload();
        Progress.Substitute substitute = open.substitute();
        return new MessageSender.Message(
                command.conversationId(),
                command.to(),
                command.from(),
                substitute == null ? command.text() : substitute.text(),
                upload == null
                        ? null
                        : new MessageSender.Attachment(
                                upload.platformMediaId(), upload.fileName(), upload.mediaType()));
    }
}
