package io.attachrelay.gateway.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets the few webhooks of one tenant pass the many of another: one that begins while another
 * tenant has many goes ahead, and until it is done the downloads of the many stand still, between
 * two reads, so that it finds the processors and the disk free.
 *
 * <p>They do so for {@link #LONGEST} at the most, and no longer than they have run: what they ran
 * makes up for what they stand, up to {@link #MOST_CREDIT}. So a webhook whose media host is slow
 * does not stop them for longer, and half of the time is left to the many however many tenants of
 * few there are. What begins while there is no credit goes ahead of nobody. Safe for all threads.
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

    /** Room for the few webhooks that come while a flood begins, when each takes longest. */
    static final Duration MOST_CREDIT = LONGEST.multipliedBy(3);

    /**
     * A download that has so much lets others run after each read. Virtual threads run until they
     * block, and those of a fast host's files hardly ever do: what newly comes waits behind them
     * before it can go ahead. Smaller files end soon, and would lose a twelfth of their throughput
     * (1 MB, 32 at once, measured).
     */
    private static final long LARGE_BYTES = 1 << 20;

    private final LongSupplier nanoTime;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Set<Work> ahead = new HashSet<>();
    private int tenantsOfMany;
    private volatile boolean pausing;
    private long begun;
    private long over;
    private long credit = MOST_CREDIT.toNanos();
    private long running;

    /** A webhook that is worked on. Equal to itself only. */
    private static final class Work {
        private final String tenant;

        Work(String tenant) {
            this.tenant = tenant;
        }
    }

    /**
     * @param nanoTime such as {@link System#nanoTime}
     */
    Precedence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.running = nanoTime.getAsLong();
    }

    /** Does a webhook's work. */
    <T> T during(String tenant, Supplier<T> work) {
        Work mine = new Work(tenant);
        begin(mine);
        try {
            return work.get();
        } finally {
            end(mine);
        }
    }

    /** A fetcher whose downloads give way. */
    Fetcher givingWay(Fetcher fetcher) {
        return request -> {
            String tenant = request.key().tenant();
            LongConsumer way = new GivingWay(tenant)::heard;
            return fetcher.fetch(request.counted(request.received().andThen(way)));
        };
    }

    private synchronized void begin(Work work) {
        int count = underWay.merge(work.tenant, 1, Integer::sum);
        if (count == NOT_MANY + 1) {
            tenantsOfMany++;
            // It would wait for itself.
            ahead.removeIf(other -> other.tenant.equals(work.tenant));
            endPauseIfDone();
        } else if (count <= FEW && tenantsOfMany > 0) {
            goAhead(work);
        }
    }

    private void goAhead(Work work) {
        endPauseIfDone();
        long now = nanoTime.getAsLong();
        long earned = Math.min(MOST_CREDIT.toNanos(), credit + (now - running));
        if (!pausing && earned >= LONGEST.toNanos()) {
            pausing = true;
            credit = earned;
            begun = now;
            over = now + LONGEST.toNanos();
        }
        if (pausing) {
            ahead.add(work);
        }
    }

    private synchronized void end(Work work) {
        Integer left = underWay.computeIfPresent(work.tenant, (_, n) -> n == 1 ? null : n - 1);
        if (left != null && left == NOT_MANY) {
            tenantsOfMany--;
            notifyAll();
        }
        ahead.remove(work);
        endPauseIfDone();
    }

    private void endPauseIfDone() {
        long now = nanoTime.getAsLong();
        if (pausing && (ahead.isEmpty() || over - now <= 0)) {
            running = over - now > 0 ? now : over;
            credit -= running - begun;
            pausing = false;
            ahead.clear();
            notifyAll();
        }
    }

    /** What one download hears of its bytes; of one thread. */
    private final class GivingWay {

        private final String tenant;
        private long bytes;

        GivingWay(String tenant) {
            this.tenant = tenant;
        }

        /** Stands still if others go ahead now; not once the thread is interrupted. */
        void heard(long more) {
            if (pausing) {
                standStill(tenant);
            }
            bytes += more;
            if (bytes > LARGE_BYTES) {
                Thread.yield();
            }
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
        endPauseIfDone();
        boolean isOfMany = underWay.getOrDefault(tenant, 0) > NOT_MANY;
        return pausing && isOfMany ? over - nanoTime.getAsLong() : 0;
    }
}
