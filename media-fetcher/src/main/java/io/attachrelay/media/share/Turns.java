package io.attachrelay.media.share;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets tenants take turns at what only few can use at once, in steps: the processors, the disk.
 * Virtual threads run until they block, and a download from a fast host hardly ever does: without
 * turns, hundreds of one tenant's stand before another's single one at each of its steps. Safe for
 * all threads.
 */
public final class Turns {

    /** A turn is short, so this ends no waiting. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Gate gate;
    private final boolean alsoAlone;
    private final ConcurrentMap<String, Integer> here = new ConcurrentHashMap<>();

    private Turns(int atOnce, boolean alsoAlone) {
        this.gate = new Gate(atOnce, Rule.WHILE_FREE, Integer.MAX_VALUE);
        this.alsoAlone = alsoAlone;
    }

    /**
     * For what a newcomer finds in its way as long as it runs, whoever began it.
     *
     * @param atOnce how many steps may run at a time, 1 at least
     */
    public static Turns always(int atOnce) {
        return new Turns(atOnce, true);
    }

    /**
     * For what is soon over: while one tenant is here alone, its steps wait for nothing.
     *
     * @param atOnce how many steps may run at a time when several are here, 1 at least
     */
    static Turns amongTenants(int atOnce) {
        return new Turns(atOnce, false);
    }

    /** {@link #amongTenants} as many at once as there are processors. */
    public static Turns atProcessors() {
        return amongTenants(Runtime.getRuntime().availableProcessors());
    }

    /** What is done in a turn. */
    @FunctionalInterface
    public interface Step<E extends Exception> {
        /** Does it. */
        void run() throws E;
    }

    /** Begins a piece of a tenant's work that has steps; whoever does so closes it. */
    public Part join(String tenant) {
        here.merge(tenant, 1, Integer::sum);
        return new Part(tenant);
    }

    /** A piece of a tenant's work, of one thread. */
    public final class Part implements AutoCloseable {

        private final String tenant;

        private Part(String tenant) {
            this.tenant = tenant;
        }

        /**
         * Runs {@code step} when the tenant's turn comes.
         *
         * @param step short, and it waits for nothing but what the turns are for
         * @throws InterruptedIOException if interrupted while waiting; the step did not run
         * @throws E if the step fails
         */
        public <E extends Exception> void take(Step<E> step) throws InterruptedIOException, E {
            if (!alsoAlone && here.size() == 1 && !Thread.currentThread().isInterrupted()) {
                step.run();
            } else {
                takeInTurn(tenant, step);
            }
        }

        /** Called once, when no more steps come. */
        @Override
        public void close() {
            here.computeIfPresent(tenant, (_, parts) -> parts == 1 ? null : parts - 1);
        }
    }

    /** How many steps run now that have waited for their turn, or might have to. */
    int atWork() {
        return gate.held();
    }

    /** How many steps of a tenant wait for their turn. */
    int waiting(String tenant) {
        return gate.waiting(tenant);
    }

    private <E extends Exception> void takeInTurn(String tenant, Step<E> step)
            throws InterruptedIOException, E {
        enter(tenant);
        try {
            step.run();
        } finally {
            gate.leave(tenant);
        }
    }

    private void enter(String tenant) throws InterruptedIOException {
        try {
            boolean _ = gate.enter(tenant, FOR_EVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a turn");
        }
    }
}
