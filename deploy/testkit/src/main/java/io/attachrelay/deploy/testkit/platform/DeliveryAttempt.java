package io.attachrelay.deploy.testkit.platform;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver an event.
 *
 * @param number 1 for the first
 * @param took from the first byte to the end of the answer
 * @param status what the webhook answered, 0 when it did not answer in time or at all
 * @param body of the answer, empty without one
 * @param retryAfter the answer's header {@code Retry-After}, null without
 * @param error why there is no answer, null when there is one
 */
public record DeliveryAttempt(
        int number,
        Instant at,
        Duration took,
        int status,
        String body,
        @Nullable String retryAfter,
        @Nullable String error) {

    /** Whether the webhook took the event over: 200 to 299. */
    public boolean isAcknowledged() {
        return status >= 200 && status < 300;
    }

    /** Whether the platform tries again: no answer, 429 or 5xx. Any other answer is final. */
    public boolean isRetryable() {
        return status == 0 || status == 429 || status >= 500;
    }
}
