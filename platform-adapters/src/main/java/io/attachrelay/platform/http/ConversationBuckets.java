package io.attachrelay.platform.http;

import io.attachrelay.settings.PaceSettings;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each conversation that called lately. Few callers share one, so none is given
 * a turn. Not safe for several threads.
 */
final class ConversationBuckets {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Forgets faster than new ones come. */
    private static final int LOOKED_AT = 2;

    private final PaceSettings.Conversation limit;
    private final TimeMeter time;

    /** The one that called longest ago comes first. */
    private final Map<Caller, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** When a conversation may call again that the platform wants no calls of. */
    private final Map<Caller, Long> paused = new HashMap<>();

    ConversationBuckets(PaceSettings.Conversation limit, TimeMeter time) {
        this.limit = limit;
        this.time = time;
    }

    /** How long until the conversation may call; zero if it may now. */
    Duration untilFree(Caller caller) {
        long nanos = of(caller).estimateAbilityToConsume(1).getNanosToWaitForRefill();
        long pause = paused.getOrDefault(caller, 0L) - time.currentTimeNanos();
        return Duration.ofNanos(Math.max(nanos, pause));
    }

    /**
     * The platform wants no call of this conversation for that long.
     *
     * @return whether it alone is paused now
     */
    boolean pause(Caller caller, Duration length) {
        long now = time.currentTimeNanos();
        paused.values().removeIf(until -> until <= now);
        paused.merge(caller, now + length.toNanos(), Math::max);
        return paused.size() == 1;
    }

    /** The conversation calls now, whether or not it may. */
    void take(Caller caller) {
        of(caller).consumeIgnoringRateLimits(1);
    }

    /** How many are remembered. */
    int size() {
        return buckets.size();
    }

    private Bucket of(Caller caller) {
        forgetFull();
        return buckets.computeIfAbsent(caller, _ -> full());
    }

    /** A full bucket is as good as a new one. */
    private void forgetFull() {
        Iterator<Bucket> longestAgo = buckets.values().iterator();
        for (int i = 0; i < LOOKED_AT && longestAgo.hasNext(); i++) {
            if (longestAgo.next().getAvailableTokens() < limit.burst()) {
                return;
            }
            longestAgo.remove();
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(l ->
                        l.capacity(limit.burst()).refillGreedy(limit.refillPerMinute(), MINUTE))
                .withCustomTimePrecision(time)
                .build();
    }
}
