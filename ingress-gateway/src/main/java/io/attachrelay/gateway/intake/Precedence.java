package io.attachrelay.gateway.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets the few webhooks of one tenant pass the many of another: as long as one of the few is under
 * way the downloads of the many stand still, between two reads, so that it finds the processors and
 * the disk free.
 *
 * <p>They do so for {@link #LONGEST} at the most, and then not again for as long as they stood: a
 * media host that is slow keeps nobody waiting, and half of the time is left to the many however
 * many tenants of few there are. Safe for all threads.
 */
final class Precedence {

    /** A customer who sends some pictures, or two customers at once. */
    static final int FEW = 2;

    /** So many and fewer of a tenant leave room for others without standing still. */
    static final int NOT_MANY = 8;

    /**
     * Several times what a webhook of 1 MB takes on a gateway that has nothing else to do (20 to 40
     * ms, measured), and far below what a media host takes for a broken connection.
     */
    static final Duration LONGEST = Duration.ofMillis(150);

    private final LongSupplier nanoTime;
    private final Map<String, Integer> underWay = new HashMap<>();
    private int tenantsOfMany;
    private volatile int ahead;
    private long begun;
    private long over;
    private long again;

    /**
     * @param nanoTime such as {@link System#nanoTime}
     */
    Precedence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.again = nanoTime.getAsLong();
        this.over = again;
    }

    /** Does a webhook's work. */
    <T> T during(String tenant, Supplier<T> work) {
        boolean first = begin(tenant);
        try {
            return work.get();
        } finally {
            end(tenant, first);
        }
    }

    /** A fetcher whose downloads give way. */
    Fetcher givingWay(Fetcher fetcher) {
        return request -> {
            String tenant = request.key().tenant();
            return fetcher.fetch(request.counted(request.received().andThen(_ -> giveWay(tenant))));
        };
    }

    /** Whether it goes ahead of the many. */
    private synchronized boolean begin(String tenant) {
        int count = underWay.merge(tenant, 1, Integer::sum);
        if (count == NOT_MANY + 1) {
            tenantsOfMany++;
        }
        if (count > FEW || tenantsOfMany == 0) {
            return false;
        }
        ahead++;
        long now = nanoTime.getAsLong();
        if (now - again >= 0) {
            begun = now;
            over = now + LONGEST.toNanos();
            again = over + LONGEST.toNanos();
        }
        return true;
    }

    private synchronized void end(String tenant, boolean first) {
        Integer left = underWay.computeIfPresent(tenant, (_, n) -> n == 1 ? null : n - 1);
        if (left != null && left == NOT_MANY) {
            tenantsOfMany--;
        }
        if (first) {
            ahead--;
            endPause();
        }
    }

    private void endPause() {
        long now = nanoTime.getAsLong();
        if (ahead == 0 && over - now > 0) {
            over = now;
            again = now + (now - begun);
            notifyAll();
        }
    }

    /** Stands still if others go ahead now; not once the thread is interrupted. */
    private void giveWay(String tenant) {
        if (ahead > 0) {
            standStill(tenant);
        }
    }

    private synchronized void standStill(String tenant) {
        try {
            long left = nanosToWait(tenant);
            while (left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = nanosToWait(tenant);
            }
        } catch (InterruptedException _) {
            // The next read ends for it.
            Thread.currentThread().interrupt();
        }
    }

    /** How long one of that tenant's downloads has to stand still from now on. */
    synchronized long nanosToWait(String tenant) {
        boolean isOfMany = underWay.getOrDefault(tenant, 0) > NOT_MANY;
        return isOfMany && ahead > 0 ? Math.max(0, over - nanoTime.getAsLong()) : 0;
    }
}
