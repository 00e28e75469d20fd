package io.attachrelay.media.fetch;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** How often what failed is tried again, and after which pauses. Not for several threads. */
final class Stamina {

    /** Long enough for a connection to come back, short beside the 8 s that a platform waits. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Downloads that broke at the same moment don't come back at the same moment. */
    private static final double JITTER = 0.5;

    private final RetryPolicy<Object> policy;
    private final Deadline deadline;
    private Execution<Object> execution;

    /**
     * @param tries after the first one
     * @param deadline that no pause outlasts
     */
    Stamina(int tries, Deadline deadline) {
        this.policy =
                RetryPolicy.builder()
                        .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                        .withJitter(JITTER)
                        .withMaxRetries(tries)
                        .build();
        this.deadline = deadline;
        this.execution = Execution.of(policy);
    }

    /**
     * Waits until it is time to try again.
     *
     * @throws IOException {@code failure}, if that was the last try
     */
    void restAfter(IOException failure) throws IOException {
        execution.recordException(failure);
        if (execution.isComplete() || execution.getDelay().compareTo(deadline.left()) >= 0) {
            throw failure;
        }
        try {
            Thread.sleep(execution.getDelay());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** As fresh as at the beginning. */
    void recover() {
        execution = Execution.of(policy);
    }
}
