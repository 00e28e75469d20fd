package io.attachrelay.settings;

import java.time.Duration;

/**
 * How the platforms' APIs are called.
 *
 * @param readTimeout the longest silence of a platform in a call, above zero and at most {@link
 *     #LONGEST_SILENCE}
 */
public record PlatformSettings(Duration readTimeout) {

    /** A service that ends gives its calls 25 s: one that was begun is to come to its end. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

    /** 20 s. */
    public static final PlatformSettings DEFAULT = new PlatformSettings(LONGEST_SILENCE);

    public PlatformSettings {
        Check.that(readTimeout.isPositive(), "read-timeout", readTimeout, "is not above zero");
        Check.that(
                readTimeout.compareTo(LONGEST_SILENCE) <= 0,
                "read-timeout",
                readTimeout,
                "is more than 20s, which is less than calls get when a service ends");
    }
}
