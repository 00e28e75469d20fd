package io.attachrelay.gateway.intake;

import io.attachrelay.settings.CallerLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * What the callers of one tenant may still ask for: token buckets that hold one minute's worth.
 * Bytes are paid for as they come, so that their bucket may go into debt; nothing new is taken
 * before the debt is paid.
 */
final class Budget {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Optional<Bucket> requests;
    private final Optional<Bucket> bytes;

    Budget(CallerLimits limits, TimeMeter time) {
        requests = limits.requestsPerMinute().map(n -> bucket(n, time));
        bytes = limits.bytesPerMinute().map(n -> bucket(n, time));
    }

    private static Bucket bucket(long perMinute, TimeMeter time) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Why a request can't be taken now. */
    record Overdrawn(String limit, Duration pause) {}

    /** Takes one request, or says why not; then nothing is counted. */
    Optional<Overdrawn> take() {
        Duration debt = bytes.map(Budget::waitForOne).orElse(Duration.ZERO);
        if (debt.isPositive()) {
            return Optional.of(new Overdrawn("bytes-per-minute", debt));
        }
        return requests.filter(b -> !b.tryConsume(1))
                .map(b -> new Overdrawn("requests-per-minute", waitForOne(b)));
    }

    /** Pays for bytes that came, whether or not they were left. */
    void pay(long count) {
        if (count > 0) {
            bytes.ifPresent(b -> b.consumeIgnoringRateLimits(count));
        }
    }

    private static Duration waitForOne(Bucket bucket) {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }
}
