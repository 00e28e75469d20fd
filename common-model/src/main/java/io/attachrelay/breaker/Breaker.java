package io.attachrelay.breaker;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a service of others is called. Faults in a row that several pieces of work met open
 * it: then one call probes the service, a pause after the one before. What a call tells counts only
 * while the breaker is as it was when that call began: one that began before the service was taken
 * for down, and fails while a probe is under way, must not let a second probe through. Safe for all
 * threads.
 */
public final class Breaker {

    /** One bad piece of work, tried again and again, must not shut out its neighbours. */
    private static final int FAILURES = 5;

    /**
     * Who is silent for so long is given up by its caller, with the usual pauses of 2 and 5 s and
     * timeouts of 12 and 22 s. A probe that still runs then, such as that of a large file, is
     * served, and the others need not wait for its end.
     */
    private static final int PAUSES_OF_A_PROBE = 6;

    private final CircuitBreaker<Void> breaker;
    private final Duration pause;
    private final Set<Object> failing = new HashSet<>();
    private int changes;
    private long probedAt;

    /**
     * @param pause from opening to the first probe, and between probes
     * @param down called when it opens, once an outage
     * @param back called when it closes again
     */
    public Breaker(Duration pause, Runnable down, Runnable back) {
        this.pause = pause;
        this.breaker =
                CircuitBreaker.<Void>builder()
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

    /** Whether every call passes. */
    public boolean isClosed() {
        return breaker.isClosed();
    }

    /** How long no call is to be begun; empty if one may be. */
    public synchronized Optional<Duration> rest() {
        if (breaker.isHalfOpen()) {
            return isProbeOld() ? Optional.empty() : Optional.of(pause);
        }
        return Optional.of(breaker.getRemainingDelay()).filter(Duration::isPositive);
    }

    /** Leave to call once, unless the service is to be spared. Whoever has it tells the end. */
    public synchronized Optional<Permit> tryAcquire() {
        if (breaker.isHalfOpen() && isProbeOld()) {
            breaker.open();
            breaker.halfOpen();
        }
        if (!breaker.tryAcquirePermit()) {
            return Optional.empty();
        }
        probedAt = System.nanoTime();
        return Optional.of(new Permit(changes));
    }

    private boolean isProbeOld() {
        Duration age = Duration.ofNanos(System.nanoTime() - probedAt);
        return age.compareTo(pause.multipliedBy(PAUSES_OF_A_PROBE)) > 0;
    }

    private synchronized void tell(Permit permit, Runnable record) {
        if (permit.changes == changes) {
            record.run();
        }
    }

    private void recordSuccess() {
        failing.clear();
        breaker.recordSuccess();
    }

    private void recordFailure(Object of) {
        if (!breaker.isClosed() || failing.add(of)) {
            breaker.recordFailure();
        }
    }

    private void recordNothingLearnt() {
        if (!breaker.isClosed()) {
            breaker.recordFailure();
        }
    }

    /** Leave to call once. Whoever tells a second end tells nothing new. */
    public final class Permit {

        private final int changes;

        private Permit(int changes) {
            this.changes = changes;
        }

        /** The service is up. */
        public void succeeded() {
            tell(this, Breaker.this::recordSuccess);
        }

        /**
         * The service is at fault.
         *
         * @param of the piece of work, which counts once until something succeeds, however often it
         *     is tried; told apart by {@code equals}
         */
        public void failed(Object of) {
            tell(this, () -> recordFailure(of));
        }

        /** Ends a probe all the same, and leaves the breaker as it was: open or closed. */
        public void learntNothing() {
            tell(this, Breaker.this::recordNothingLearnt);
        }
    }
}
