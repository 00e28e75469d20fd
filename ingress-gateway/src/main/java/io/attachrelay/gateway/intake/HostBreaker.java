package io.attachrelay.gateway.intake;

import dev.failsafe.CircuitBreaker;
import io.attachrelay.media.fetch.FetchOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Says whether a media host is asked. Faults in a row open it: then one request at a time probes
 * the host, a pause after the one before. What a download tells counts only while the breaker is as
 * it was when that download began: one that began before the host was taken for down, and fails
 * while a probe is under way, must not let a second probe through. Safe for all threads.
 */
final class HostBreaker {

    /** A single bad file must not shut out its neighbours. */
    private static final int FAILURES = 5;

    private final CircuitBreaker<FetchOutcome> breaker;
    private int changes;

    /**
     * @param pause from opening to the first probe, and between probes
     * @param down called when it opens, once an outage
     * @param back called when it closes again
     */
    HostBreaker(Duration pause, Runnable down, Runnable back) {
        breaker =
                CircuitBreaker.<FetchOutcome>builder()
                        .withFailureThreshold(FAILURES)
                        .withDelay(pause)
                        .withSuccessThreshold(1)
                        .onOpen(change -> {
                            changes++;
                            if (change.getPreviousState() == CircuitBreaker.State.CLOSED) {
                                down.run();
                            }
                        })
                        .onHalfOpen(_ -> changes++)
                        .onClose(_ -> {
                            changes++;
                            back.run();
                        })
                        .build();
    }

    /** Whether every request passes. */
    boolean isClosed() {
        return breaker.isClosed();
    }

    /** Leave to ask the host once, unless it is to be spared. Whoever has it tells how it ended. */
    synchronized Optional<Permit> tryAcquire() {
        return breaker.tryAcquirePermit() ? Optional.of(new Permit(changes)) : Optional.empty();
    }

    private synchronized void tell(Permit permit, Runnable record) {
        if (permit.changes == changes) {
            record.run();
        }
    }

    private void recordNothingLearnt() {
        if (!breaker.isClosed()) {
            breaker.recordFailure();
        }
    }

    /** Leave to ask the host once. */
    final class Permit {

        private final int changes;

        private Permit(int changes) {
            this.changes = changes;
        }

        /** The host serves. */
        void succeeded() {
            tell(this, breaker::recordSuccess);
        }

        /** The host is at fault. */
        void failed() {
            tell(this, breaker::recordFailure);
        }

        /** Ends a probe all the same, and leaves the breaker as it was: open or closed. */
        void learntNothing() {
            tell(this, HostBreaker.this::recordNothingLearnt);
        }
    }
}
