package io.attachrelay.deploy.testkit.platform;

import java.time.Duration;

/**
 * How patiently a platform delivers an event.
 *
 * @param timeout how long one attempt may take in all
 * @param retries how many attempts may follow the first
 * @param interval the wait between two attempts
 */
public record RetrySchedule(Duration timeout, int retries, Duration interval) {

    /** Genesys's own: 10 s an attempt, up to 5 retries 5 s apart (validate.html, "Retries"). */
    public static final RetrySchedule GENESYS =
            new RetrySchedule(Duration.ofSeconds(10), 5, Duration.ofSeconds(5));

    public RetrySchedule {
        if (timeout.isNegative() || timeout.isZero() || retries < 0 || interval.isNegative()) {
            throw new IllegalArgumentException(
                    "timeout %s must be positive, retries %d and interval %s not negative"
                            .formatted(timeout, retries, interval));
        }
    }
}
