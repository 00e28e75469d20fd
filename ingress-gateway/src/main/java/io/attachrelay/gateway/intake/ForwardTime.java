package io.attachrelay.gateway.intake;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;

/**
 * The time that passes on a clock. A clock that is set back stands still for a moment only: buckets
 * that waited until it has caught up would refuse a tenant's messages all that time.
 */
final class ForwardTime implements TimeMeter {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Clock clock;
    private long seen;
    private long passed;

    ForwardTime(Clock clock) {
        this.clock = clock;
        this.seen = clock.millis();
    }

    @Override
    public synchronized long currentTimeNanos() {
        long now = clock.millis();
        passed += Math.max(0, now - seen);
        seen = now;
        return passed * NANOS_PER_MILLI;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
