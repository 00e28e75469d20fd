package io.attachrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What flow engines are given.
 *
 * @param file rows of the operator's own over the attributes that are computed
 * @param retryWithin how long passing faults of a platform are retried before an event is parked as
 *     a dead letter, above zero
 */
public record RoutingSettings(Optional<Path> file, Duration retryWithin) {

    /**
     * The attributes as they are computed, retried for an hour: what is older is of little use to a
     * flow, and waiting conversations take memory (decision 0008).
     */
    public static final RoutingSettings DEFAULT =
            new RoutingSettings(Optional.empty(), Duration.ofHours(1));

    public RoutingSettings {
        Check.that(retryWithin.isPositive(), "retry-within", retryWithin, "is not above zero");
    }
}
