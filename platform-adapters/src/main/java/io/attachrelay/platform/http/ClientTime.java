package io.attachrelay.platform.http;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time as it passes for one OAuth client: it stands still while the platform wants no calls. So all
 * turns that were given out move back by as much, in their order.
 */
final class ClientTime implements TimeMeter {

    private final LongSupplier ticker;
    private final long start;
    private long opensAt;
    private long stood;

    /**
     * @param ticker nanoseconds since any moment; never goes back
     */
    ClientTime(LongSupplier ticker) {
        this.ticker = ticker;
        this.start = ticker.getAsLong();
    }

    @Override
    public synchronized long currentTimeNanos() {
        return Math.max(elapsed(), opensAt) - stood;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }

    /** How long it is until this time shows {@code turn}; zero or less if it does or has. */
    synchronized Duration until(long turn) {
        return Duration.ofNanos(turn + stood - elapsed());
    }

    /** Stands still for that long from now on, unless it does so for longer already. */
    synchronized void stand(Duration time) {
        long from = Math.max(elapsed(), opensAt);
        long to = elapsed() + time.toNanos();
        if (to > from) {
            stood += to - from;
            opensAt = to;
        }
    }

    private long elapsed() {
        return ticker.getAsLong() - start;
    }
}
