package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.benchmarks.figure.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long an event takes when there are few. */
final class LowLoad {

    /** A contact centre with 250,000 attachments in an hour. */
    private static final int PER_SECOND = 70;

    private LowLoad() {}

    /**
     * Publishes at a low and steady rate.
     *
     * @return from published to seen on {@code tail}
     */
    static Latencies latencies(EventFeed feed, OutputTail tail, int seconds)
            throws InterruptedException {
        int count = PER_SECOND * seconds;
        List<String> ids = new ArrayList<>();
        long[] nanos = new long[count];
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * (1_000_000_000L / PER_SECOND);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            nanos[i] = System.nanoTime();
            ids.add(feed.publishOne());
        }
        for (int i = 0; i < count; i++) {
            nanos[i] = tail.await(ids.get(i)) - nanos[i];
        }
        return Latencies.of(nanos, count);
    }
}
