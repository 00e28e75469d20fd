package io.attachrelay.platform.http;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The queue for one client's calls. Whoever comes too early is given a turn: a place in a token
 * bucket that is in debt. Turns are given out in the order of coming, one to a caller, and kept
 * until they are taken; nobody overtakes, and those who wait don't come all at once. Not safe for
 * several threads.
 */
final class Turns {

    /** A turn is kept this long beyond its time: its caller may have gone for good. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ClientTime time;
    private final Bucket bucket;

    /** In the order of the turns, since none is given out before an earlier one. */
    private final Map<Caller, Long> turns = new LinkedHashMap<>();

    Turns(int burst, int refillPerMinute, ClientTime time) {
        this.time = time;
        this.bucket =
                Bucket.builder()
                        .addLimit(l -> l.capacity(burst).refillGreedy(refillPerMinute, MINUTE))
                        .withCustomTimePrecision(time)
                        .build();
    }

    /** How long the caller's turn is off, zero or less if it has come; gives it one if need be. */
    Duration untilTurn(Caller caller) {
        forgetMissed();
        return time.until(turns.computeIfAbsent(caller, _ -> next()));
    }

    /** The caller calls now. */
    void take(Caller caller) {
        turns.remove(caller);
    }

    /** A call is made out of turn; those who have none yet wait the longer. */
    void callOutOfTurn() {
        bucket.consumeIgnoringRateLimits(1);
    }

    /** No turn comes for that long, and none is saved up meanwhile. */
    void close(Duration pause) {
        bucket.tryConsumeAsMuchAsPossible();
        time.stand(pause);
    }

    /** How many have a turn that they have not taken. */
    int waiting() {
        return turns.size();
    }

    private long next() {
        return time.currentTimeNanos() + bucket.consumeIgnoringRateLimits(1);
    }

    private void forgetMissed() {
        long missed = time.currentTimeNanos() - KEPT.toNanos();
        Iterator<Long> earliest = turns.values().iterator();
        while (earliest.hasNext() && earliest.next() < missed) {
            earliest.remove();
        }
    }
}
