package io.attachrelay.sender;

import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.topic.RetryLaterException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a command must fulfil by itself before anything is done for it. */
final class Preconditions {

    /**
     * The farthest that {@code sendAfter} may lie ahead. A command that is held keeps its place in
     * its conversation and in the consumer's buffer: the lane is no calendar.
     */
    static final Duration LONGEST_HOLD = Duration.ofHours(1);

    private Preconditions() {}

    /**
     * Why the command can't be sent any more or ever; empty if it may be sent now.
     *
     * @throws RetryLaterException if it is not to be sent yet; what follows in its conversation
     *     waits too, so that order is kept
     */
    static Optional<Progress.NotSent> unmet(Task task, Progress.Open open, Instant now)
            throws RetryLaterException {
        OutboundCommand command = task.command();
        Instant expiresAt = command.expiresAt();
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return Optional.of(open.failed(ReasonCode.EXPIRED, "it expired at " + expiresAt, now));
        }
        String missing = task.platform().sender().missing(command.to(), command.from());
        if (missing != null) {
            return Optional.of(open.rejected(ReasonCode.INVALID_COMMAND, missing, now));
        }
        Instant sendAfter = command.sendAfter();
        return sendAfter == null ? Optional.empty() : tooEarly(task, sendAfter, open, now);
    }

    private static Optional<Progress.NotSent> tooEarly(
            Task task, Instant sendAfter, Progress.Open open, Instant now)
            throws RetryLaterException {
        Instant expiresAt = task.command().expiresAt();
        if (expiresAt != null && !sendAfter.isBefore(expiresAt)) {
            return Optional.of(
                    open.rejected(
                            ReasonCode.INVALID_COMMAND, "it expires before it may be sent", now));
        }
        Duration hold = Duration.between(now, sendAfter);
        if (hold.compareTo(LONGEST_HOLD) > 0) {
            return Optional.of(
                    open.rejected(
                            ReasonCode.INVALID_COMMAND,
                            "sendAfter lies more than " + LONGEST_HOLD + " ahead",
                            now));
        }
        if (hold.isPositive()) {
            task.page().settle(open);
            throw RetryLaterException.appointment("it is not to be sent yet", hold);
        }
        return Optional.empty();
    }
}
