package io.attachrelay.platform;

import java.time.Duration;
import java.util.Optional;

/**
 * How a call to a platform's API ended. A 401 was already answered with one new token and one more
 * try.
 */
public sealed interface CallOutcome<T> {

    /** The platform did it. */
    record Done<T>(T value) implements CallOutcome<T> {}

    /**
     * A passing fault (408, 425, 429, 503, connection refused, an API that is spared because it is
     * down): the platform surely did not do it, or it does not matter, and a later try may succeed.
     *
     * @param detail for the log, without secrets
     * @param retryAfter how long to wait at least, if that is known
     */
    record TryAgain<T>(String detail, Optional<Duration> retryAfter) implements CallOutcome<T> {}

    /**
     * It is too early: nothing was sent, nothing failed, and the caller's turn comes later. The
     * turn is kept for the conversation's next call.
     *
     * @param detail for the log, without secrets
     * @param turnIn how long until the turn, above zero
     */
    record NotYet<T>(String detail, Duration turnIn) implements CallOutcome<T> {}

    /**
     * The request of a call that must not be made twice went out, and no answer came or one that
     * tells no more than silence does (500, 502, 504): the platform may or may not have done it.
     *
     * @param detail for the log, without secrets
     * @param taken whether it was answered as done, but without the id that shows who spoke: a
     *     proxy may have, but most likely the platform did it, so that nobody should repeat it
     */
    record InDoubt<T>(String detail, boolean taken) implements CallOutcome<T> {

        /** Nothing says that the platform took it. */
        public InDoubt(String detail) {
            this(detail, false);
        }
    }

    /**
     * A final no.
     *
     * @param status the HTTP status
     * @param detail for the log and the result, without secrets
     */
    record Refused<T>(int status, String detail) implements CallOutcome<T> {}
}
