package io.attachrelay.sender;

import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.SystemMessages;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.time.Duration;

/** Tells the agent, once, that a message did not go out. */
final class AgentNotice {

    /**
     * How long a notice is tried: short, since the result waits for it, and a platform that could
     * not take the message for long may not take the notice either.
     */
    static final Duration WITHIN = Duration.ofMinutes(1);

    /** How long a notice waits for its turn: what is only late is worth more than what is down. */
    static final Duration QUEUED_WITHIN = Duration.ofMinutes(10);

    private final OnceMarks marks;
    private final Clock clock;

    AgentNotice(OnceMarks marks, Clock clock) {
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * Posts the text unless that was begun before.
     *
     * @throws RetryLaterException if the platform could not do it now, or its turn has not come,
     *     and there is time left
     */
    OnceMarks.Ending tell(Task task, Progress.NotSent notSent, String text)
            throws RetryLaterException {
        SystemMessages agent = task.platform().systemMessages();
        var about = MessageRef.ofConversation(task.command().conversationId());
        try {
            return marks.once(
                    key(task.command()),
                    beginning -> endingOf(agent.post(about, text, beginning::begin), notSent));
        } catch (RetryLaterException e) {
            if (e.isAppointment()) {
                task.page().settle(notSent.queued(e.atLeast()));
            }
            throw e;
        }
    }

    static SidecarKey key(OutboundCommand command) {
        return SidecarKey.hashed(command.tenant(), "notices", "command " + command.commandId());
    }

    private OnceMarks.Ending endingOf(CallOutcome<Boolean> outcome, Progress.NotSent notSent)
            throws RetryLaterException {
        return switch (outcome) {
            case CallOutcome.Done<Boolean> _ -> OnceMarks.Ending.DONE;
            case CallOutcome.Refused<Boolean> _ -> OnceMarks.Ending.REFUSED;
            case CallOutcome.InDoubt<Boolean> _ -> OnceMarks.Ending.IN_DOUBT;
            case CallOutcome.NotYet<Boolean>(var detail, var wait) -> {
                var queueing = new TimeLimit(notSent.decidedAt(), QUEUED_WITHIN);
                if (queueing.isOver(clock.instant().plus(wait))) {
                    yield OnceMarks.Ending.GIVEN_UP;
                }
                throw RetryLaterException.appointment(detail, wait);
            }
            case CallOutcome.TryAgain<Boolean>(var detail, var retryAfter) -> {
                var budget = new TimeLimit(notSent.tellingSince(), WITHIN);
                if (budget.isOver(clock.instant())) {
                    yield OnceMarks.Ending.GIVEN_UP;
                }
                throw new RetryLaterException(
                        detail, budget.atMost(retryAfter.orElse(Duration.ZERO), clock.instant()));
            }
        };
    }
}
