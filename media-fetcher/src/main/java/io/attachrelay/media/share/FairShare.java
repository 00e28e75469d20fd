package io.attachrelay.media.share;

import java.time.Duration;
import java.util.Optional;

/**
 * Shares the memory for files under way among tenants: a flood of one neither fills it nor keeps
 * another waiting. Safe for all threads.
 */
public final class FairShare {

    /** Some 28 KB wait with each, measured: 28 MB of the 256 MB that a small gateway has. */
    private static final int WAITING_ROOM = 1_000;

    private final long bytesEach;
    private final Gate gate;

    /**
     * @param limitBytes for all files under way together; there is room for one at least
     * @param bytesEach what a file under way holds, whatever its size
     */
    public FairShare(long limitBytes, long bytesEach) {
        this.bytesEach = bytesEach;
        int places = Math.clamp(limitBytes / bytesEach, 1, Integer.MAX_VALUE);
        this.gate = new Gate(places, Rule.KEEPING_ROOM, WAITING_ROOM);
    }

    /**
     * Takes room for one file, waits for it if need be; the caller closes it.
     *
     * @return empty if none came within {@code patience}, too many wait already or this is closed
     */
    public Optional<Place> enter(String tenant, Duration patience) throws InterruptedException {
        return gate.enter(tenant, patience)
                ? Optional.of(new Place(() -> gate.leave(tenant)))
                : Optional.empty();
    }

    /** Lets nobody in any more and sends away who waits; who is in stays until done. */
    public void close() {
        gate.close();
    }

    /** The bytes of memory that files under way hold at most. */
    public long bytesInUse() {
        return gate.held() * bytesEach;
    }

    /** How many of a tenant's files wait for room. */
    public int waiting(String tenant) {
        return gate.waiting(tenant);
    }
}
