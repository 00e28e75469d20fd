package io.attachrelay.settings;

import java.time.Duration;
import java.util.Set;

/**
 * How media are downloaded.
 *
 * @param connectTimeout for one address, above zero
 * @param readTimeout the longest silence of a media host, above zero
 * @param callTimeout the longest that one download may take as a whole, with all that is asked
 *     again after a broken connection, above zero
 * @param maxBytes a file of exactly this size passes, above zero
 * @param allowPrivateHosts hosts, as they stand in the URL, that may resolve to private addresses
 *     and be fetched over plain http; a cloud's metadata service only by its very address
 */
public record FetchSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        long maxBytes,
        Set<String> allowPrivateHosts) {

    /** 2 s, 10 s, 5 min, 100 MB (WhatsApp's limit for documents), none. */
    public static final FetchSettings DEFAULT =
            new FetchSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    100L << 20,
                    Set.of());

    public FetchSettings {
        Check.that(
                connectTimeout.isPositive(),
                "connect-timeout",
                connectTimeout,
                "is not above zero");
        Check.that(readTimeout.isPositive(), "read-timeout", readTimeout, "is not above zero");
        Check.that(callTimeout.isPositive(), "call-timeout", callTimeout, "is not above zero");
        Check.that(maxBytes > 0, "max-bytes", maxBytes, "is not above zero");
        allowPrivateHosts = Set.copyOf(allowPrivateHosts);
    }
}
