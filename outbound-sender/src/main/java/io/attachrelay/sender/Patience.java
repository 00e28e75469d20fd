package io.attachrelay.sender;

import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.SenderSettings;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a command puts up with what may pass: each fault has its limit, measured over restarts,
 * so that no conversation is stuck for ever behind a command without a result.
 */
final class Patience {

    /** A verdict takes some 10 ms to some seconds; the consumer's back-off grows from here. */
    private static final Duration LEAST_WAIT_FOR_VERDICT = Duration.ofMillis(200);

    private final SenderSettings settings;
    private final Clock clock;

    Patience(SenderSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The attachment has no verdict yet.
     *
     * @return the end of the command, once its time is over
     * @throws RetryLaterException before
     */
    Progress.NotSent withVerdict(Task task, Progress.Open open) throws RetryLaterException {
        Instant now = clock.instant();
        var limit = TimeLimit.from(open.waitingSince(), now, settings.verdictWithin());
        if (limit.isOver(now)) {
            return open.failed(
                    ReasonCode.VERDICT_TIMEOUT, "no verdict within " + limit.length(), now);
        }
        task.page().settle(open.waiting(now));
        throw new RetryLaterException("no verdict yet", limit.atMost(LEAST_WAIT_FOR_VERDICT, now));
    }

    /**
     * The attachment's converted form is not there yet.
     *
     * @return the end of the command, once its time is over
     * @throws RetryLaterException before
     */
    Progress.NotSent withConversion(Task task, Progress.Open open, String detail)
            throws RetryLaterException {
        Instant now = clock.instant();
        var limit = TimeLimit.from(open.convertingSince(), now, settings.convertWithin());
        if (limit.isOver(now)) {
            return open.failed(
                    ReasonCode.CONVERSION_FAILED, "not done within " + limit.length(), now);
        }
        task.page().settle(open.converting(now));
        throw new RetryLaterException(detail, limit.atMost(LEAST_WAIT_FOR_VERDICT, now));
    }

    /**
     * The platform could not do it now.
     *
     * @param retryAfter what the platform asked for, if it did
     * @return the end of the command, once its time is over
     * @throws RetryLaterException before
     */
    Progress.NotSent withPlatform(
            Task task, Progress.Open open, String detail, Optional<Duration> retryAfter)
            throws RetryLaterException {
        Instant now = clock.instant();
        var limit = TimeLimit.from(open.failingSince(), now, settings.retryWithin());
        if (limit.isOver(now)) {
            return open.failed(ReasonCode.RETRIES_EXHAUSTED, detail, now);
        }
        task.page().settle(open.failing(now));
        throw new RetryLaterException(detail, limit.atMost(retryAfter.orElse(Duration.ZERO), now));
    }
}
