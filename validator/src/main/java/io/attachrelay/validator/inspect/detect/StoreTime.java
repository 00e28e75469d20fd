package io.attachrelay.validator.inspect.detect;

import java.time.Duration;

/** How long a store is waited for: one thread waits, others may ask. */
public final class StoreTime {

    private static final long NOT_WAITING = 0;

    private volatile long before;
    private volatile long since = NOT_WAITING;

    /** A wait that ends when it is closed. */
    public Wait runs() {
        long now = System.nanoTime();
        // That is as good a time as any other, but means something else here.
        since = now == NOT_WAITING ? now + 1 : now;
        return this::ends;
    }

    private void ends() {
        before = nanos();
        since = NOT_WAITING;
    }

    /** Any thread may ask. */
    public Duration soFar() {
        return Duration.ofNanos(nanos());
    }

    private long nanos() {
        long start = since;
        return start == NOT_WAITING ? before : before + System.nanoTime() - start;
    }

    /** Closes without a checked exception. */
    @FunctionalInterface
    public interface Wait extends AutoCloseable {
        @Override
        void close();
    }
}
