package io.attachrelay.topic;

import java.time.Duration;

/**
 * Asks that a record be tried again, not before some time has passed; other conversations go on
 * meanwhile.
 */
public final class RetryLaterException extends Exception {

    private static final long serialVersionUID = 1;

    private final Duration atLeast;

    /**
     * @param reason for the log, without secrets
     * @param atLeast the least delay, zero or more; the back-off may make it longer. More than
     *     {@link BackOff#giveUpAfter()} is an appointment: it does not count as failing
     */
    public RetryLaterException(String reason, Duration atLeast) {
        super(reason);
        this.atLeast = atLeast;
    }

    /** The least delay. */
    public Duration atLeast() {
        return atLeast;
    }
}
