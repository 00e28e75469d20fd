package io.attachrelay.settings;

import java.time.Duration;

/**
 * The outbound sender.
 *
 * @param verdictWithin how long a command waits for its attachment's verdict, above zero
 * @param retryWithin how long passing faults of a platform are retried before the command fails,
 *     above zero
 */
public record SenderSettings(Duration verdictWithin, Duration retryWithin) {

    /** 60 s for a verdict, 10 min of retries. */
    public static final SenderSettings DEFAULT =
            new SenderSettings(Duration.ofSeconds(60), Duration.ofMinutes(10));

    public SenderSettings {
        Check.that(
                verdictWithin.isPositive(), "verdict-within", verdictWithin, "is not above zero");
        Check.that(retryWithin.isPositive(), "retry-within", retryWithin, "is not above zero");
    }
}
