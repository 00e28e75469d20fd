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

    /** A small picture takes some 500 ms, its verdict some 50 ms more. */
    private static final Duration LEAST_WAIT_FOR_CONVERSION = Duration.ofMillis(100);

    private static final Duration LONGEST_WAIT_FOR_CONVERSION = Duration.ofSeconds(5);

    /** A customer gets at most three copies, however long no send is confirmed. */
    private static final int MOST_REPEATS = 2;

    /** Two repeats within a hiccup of the platform would be none. */
    private static final Duration BEFORE_REPEAT = Duration.ofSeconds(5);

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
        var limit = TimeLimit.from(open.course().waitingSince(), now, settings.verdictWithin());
        if (limit.isOver(now)) {
            return open.failed(
                    ReasonCode.VERDICT_TIMEOUT, "no verdict within " + limit.length(), now);
        }
        task.page().settle(open.waiting(now));
        throw new RetryLaterException(
                "no verdict yet",
                untilExpiry(task, limit.atMost(LEAST_WAIT_FOR_VERDICT, now), now));
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
        var limit = TimeLimit.from(open.course().convertingSince(), now, settings.convertWithin());
        if (limit.isOver(now)) {
            return open.failed(
                    ReasonCode.CONVERSION_FAILED, "not done within " + limit.length(), now);
        }
        task.page().settle(open.converting(now));
        Duration wait = limit.atMost(nextLook(Duration.between(limit.since(), now)), now);
        throw RetryLaterException.appointment(detail, untilExpiry(task, wait, now));
    }

    /**
     * The attachment's conversion waits for its turn. That takes nothing off the time from when it
     * first begins, nor off that for turns at the platform, which what stands for the file needs.
     *
     * @param waited for how long it waits
     * @return the end of the command, once its time is over
     * @throws RetryLaterException before
     */
    Progress.NotSent untilConverter(Task task, Progress.Open open, Duration waited)
            throws RetryLaterException {
        String detail = "the converter is busy with other files";
        if (open.course().convertingSince() != null) {
            return withConversion(task, open, detail);
        }
        Instant now = clock.instant();
        var limit = TimeLimit.from(open.course().converterBusySince(), now, settings.turnWithin());
        if (limit.isOver(now)) {
            return open.failed(
                    ReasonCode.CONVERSION_FAILED, detail + " for " + limit.length(), now);
        }
        Duration wait = limit.atMost(nextLook(waited), now);
        task.page().settle(open.converterBusy(wait, now));
        throw RetryLaterException.appointment(detail, untilExpiry(task, wait, now));
    }

    /** A quarter more than it took so far: what took 4 s is noticed a second late at most. */
    private static Duration nextLook(Duration waited) {
        Duration quarter = waited.dividedBy(4);
        if (quarter.compareTo(LEAST_WAIT_FOR_CONVERSION) < 0) {
            return LEAST_WAIT_FOR_CONVERSION;
        }
        return quarter.compareTo(LONGEST_WAIT_FOR_CONVERSION) > 0
                ? LONGEST_WAIT_FOR_CONVERSION
                : quarter;
    }

    /**
     * The platform could not do it now.
     *
     * @param retryAfter how long to wait at least, if that is known
     * @return the end of the command, once its time is over
     * @throws RetryLaterException before
     */
    Progress.NotSent withPlatform(
            Task task, Progress.Open open, String detail, Optional<Duration> retryAfter)
            throws RetryLaterException {
        Instant now = clock.instant();
        var limit = TimeLimit.from(open.course().failingSince(), now, settings.retryWithin());
        if (limit.isOver(now)) {
            return open.failed(ReasonCode.RETRIES_EXHAUSTED, detail, now);
        }
        task.page().settle(open.failing(now));
        Duration wait = limit.atMost(retryAfter.orElse(Duration.ZERO), now);
        throw new RetryLaterException(detail, untilExpiry(task, wait, now));
    }

    /**
     * Its turn to call the platform has not come.
     *
     * @return the end of the command, if it expires before or has waited for too long
     * @throws RetryLaterException otherwise
     */
    Progress.NotSent untilTurn(Task task, Progress.Open open, String detail, Duration wait)
            throws RetryLaterException {
        Instant now = clock.instant();
        Instant expiresAt = task.command().expiresAt();
        if (expiresAt != null && !now.plus(wait).isBefore(expiresAt)) {
            return open.failed(
                    ReasonCode.EXPIRED, detail + "; it expires before its turn comes", now);
        }
        var limit = TimeLimit.from(open.course().queuedSince(), now, settings.turnWithin());
        if (limit.isOver(now)) {
            return open.failed(
                    ReasonCode.RETRIES_EXHAUSTED,
                    detail + "; no turn within " + limit.length(),
                    now);
        }
        Duration until = limit.atMost(wait, now);
        task.page().settle(open.queued(until, now));
        throw RetryLaterException.appointment(detail, until);
    }

    /**
     * A send was begun and never answered. Decision 0029.
     *
     * @return the end of the command, if its tenant has it held, it was repeated often enough, or
     *     once its time is over
     * @throws RetryLaterException if it is to be sent again
     */
    Progress.NotSent inDoubt(Task task, Progress.Sending begun, String detail)
            throws RetryLaterException {
        return switch (task.tenant().onDoubt()) {
            case HOLD -> begun.held(detail, clock.instant());
            case RESEND -> repeated(task, begun, detail);
        };
    }

    private Progress.NotSent repeated(Task task, Progress.Sending begun, String detail)
            throws RetryLaterException {
        int repeats = begun.before().course().sendsInDoubt();
        return repeats < MOST_REPEATS
                ? withPlatform(task, begun.again(), detail, Optional.of(BEFORE_REPEAT))
                : begun.held(
                        detail + "; repeated " + repeats + " times, none confirmed",
                        clock.instant());
    }

    /** An expired command gets its result then, and not after the wait. */
    private static Duration untilExpiry(Task task, Duration wait, Instant now) {
        Instant expiresAt = task.command().expiresAt();
        return expiresAt == null
                ? wait
                : new TimeLimit(now, Duration.between(now, expiresAt)).atMost(wait, now);
    }
}
