package io.attachrelay.deploy.testkit.platform;

import java.util.List;

/**
 * All that a platform did to deliver one event.
 *
 * @param attempts one or more, in order
 */
public record Delivery(List<DeliveryAttempt> attempts) {

    public Delivery {
        attempts = List.copyOf(attempts);
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("a delivery has an attempt");
        }
    }

    /** The attempt that ended the delivery. */
    public DeliveryAttempt last() {
        return attempts.getLast();
    }

    /** Whether the event arrived; otherwise the platform has given it up. */
    public boolean isAcknowledged() {
        return last().isAcknowledged();
    }
}
