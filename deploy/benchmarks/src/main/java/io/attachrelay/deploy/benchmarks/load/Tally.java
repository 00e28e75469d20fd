package io.attachrelay.deploy.benchmarks.load;

import io.attachrelay.deploy.benchmarks.figure.Latencies;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts pieces as they end. Safe for all threads. */
final class Tally {

    private final long begin = System.nanoTime();
    private final long[] nanos;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();

    /**
     * @param most pieces there may be
     */
    Tally(int most) {
        this.nanos = new long[most];
    }

    void count(Done piece, long nanosTaken) {
        repeats.addAndGet(piece.repeats());
        if (piece.succeeded()) {
            nanos[done.getAndIncrement()] = nanosTaken;
        } else {
            failed.incrementAndGet();
        }
    }

    /** Called once all threads are done. */
    Run total() {
        return new Run(
                done.get(),
                failed.get(),
                repeats.get(),
                Duration.ofNanos(System.nanoTime() - begin),
                Latencies.of(nanos, done.get()));
    }
}
