package io.attachrelay.topic;

import java.time.Duration;

/**
 * Asks that a record be tried again, not before some time has passed; other conversations go on
 * meanwhile.
 */
public final class RetryLaterException extends Exception {

    private static final long serialVersionUID = 1;

    private final Duration atLeast;
    private final boolean appointment;

    /**
     * Something failed.
     *
     * @param reason for the log, without secrets
     * @param atLeast the least delay, zero or more; the back-off may make it longer
     */
    public RetryLaterException(String reason, Duration atLeast) {
        this(reason, atLeast, false);
    }

    private RetryLaterException(String reason, Duration atLeast, boolean appointment) {
        super(reason);
        this.atLeast = atLeast;
        this.appointment = appointment;
    }

    /**
     * Nothing failed: it is just too early. However long that lasts and however often it comes, it
     * does not count as failing.
     *
     * @param reason for the log, without secrets
     * @param in when it is time, zero or more; the next try comes then or very soon after
     */
    public static RetryLaterException appointment(String reason, Duration in) {
        return new RetryLaterException(reason, in, true);
    }

    /** The least delay. */
    public Duration atLeast() {
        return atLeast;
    }

    /** Whether it is too early and nothing failed. */
    public boolean isAppointment() {
        return appointment;
    }
}
