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
     * A passing fault (408, 425, 429, 5xx, connection refused): the platform did not do it, a later
     * try may succeed.
     *
     * @param detail for the log, without secrets
     * @param retryAfter what the platform asked for, if it did
     */
    record TryAgain<T>(String detail, Optional<Duration> retryAfter) implements CallOutcome<T> {}

    /**
     * The request went out and no answer came: the platform may or may not have done it.
     *
     * @param detail for the log, without secrets
     */
    record InDoubt<T>(String detail) implements CallOutcome<T> {}

    /**
     * A final no.
     *
     * @param status the HTTP status
     * @param detail for the log and the result, without secrets
     */
    record Refused<T>(int status, String detail) implements CallOutcome<T> {}
}
