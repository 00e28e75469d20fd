package io.attachrelay.gateway.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts connections whose next head does not come in time. One timer looks after all, as long as
 * there are any: to set and cancel one for each head cost more than to look at them.
 */
final class HeadTimes {

    /** A connection is cut about so much too late at most. */
    private static final Duration GRAIN = Duration.ofMillis(200);

    private final Scheduler scheduler;
    private final ConcurrentHashMap<EndPoint, Long> ends = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    HeadTimes(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** From now on the connection has that time. */
    void expect(EndPoint connection, Duration within) {
        ends.put(connection, System.nanoTime() + within.toNanos());
        look();
    }

    /** It is there, or nobody waits for it. */
    void isThere(EndPoint connection) {
        ends.remove(connection);
    }

    private void look() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            scheduler.schedule(this::cutLate, GRAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void cutLate() {
        try {
            long now = System.nanoTime();
            ends.forEach((connection, end) -> {
                if (end - now < 0 && ends.remove(connection, end)) {
                    connection.close(new TimeoutException("head too slow"));
                }
            });
        } finally {
            // Whatever a connection makes of its end, the others are looked at.
            looking.set(false);
            if (!ends.isEmpty()) {
                look();
            }
        }
    }
}
