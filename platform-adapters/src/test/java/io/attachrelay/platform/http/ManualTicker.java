package io.attachrelay.platform.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Nanoseconds that pass when the test says so, from an odd beginning. */
public final class ManualTicker implements LongSupplier {

    private static final long START = -7_000_000_000_000L;

    private final AtomicLong now = new AtomicLong(START);

    @Override
    public long getAsLong() {
        return now.get();
    }

    public void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** How much has passed. */
    public Duration passed() {
        return Duration.ofNanos(now.get() - START);
    }
}
