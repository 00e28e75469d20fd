package io.attachrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The outbound sender.
 *
 * @param verdictWithin how long a command waits for its attachment's verdict, above zero
 * @param retryWithin how long passing faults of a platform are retried before the command fails,
 *     above zero
 * @param convertWithin how long a command waits for its attachment to be converted and the outcome
 *     to be judged, above zero
 * @param turnWithin how long a command waits, over all its calls, for its turns to call the
 *     platform, and before that for a busy converter, above zero
 * @param capabilitiesFile rows of the operator's own over those that come with the product
 */
public record SenderSettings(
        Duration verdictWithin,
        Duration retryWithin,
        Duration convertWithin,
        Duration turnWithin,
        Optional<Path> capabilitiesFile) {

    /**
     * 60 s for a verdict, 10 min of retries, 5 min for a conversion: a film takes minutes; an hour
     * for turns: a platform may ask for a pause as long as that.
     */
    public static final SenderSettings DEFAULT =
            new SenderSettings(
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Optional.empty());

    public SenderSettings {
        Check.that(
                verdictWithin.isPositive(), "verdict-within", verdictWithin, "is not above zero");
        Check.that(retryWithin.isPositive(), "retry-within", retryWithin, "is not above zero");
        Check.that(
                convertWithin.isPositive(), "convert-within", convertWithin, "is not above zero");
        Check.that(turnWithin.isPositive(), "turn-within", turnWithin, "is not above zero");
    }
}
