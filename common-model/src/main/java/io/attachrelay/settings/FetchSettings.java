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
 * @param maxInFlight the memory in bytes that all files under way may hold together, above zero
 * @param allowPrivateHosts hosts, as they stand in the URL, that may resolve to private addresses
 *     and be fetched over plain http; a cloud's metadata service only by its very address
 */
public record FetchSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        long maxBytes,
        long maxInFlight,
        Set<String> allowPrivateHosts) {

    /** Leaves the rest to the clients of broker and stores, and to those who wait. */
    private static final long QUARTER_OF_HEAP = Runtime.getRuntime().maxMemory() / 4;

    /**
     * 2 s, 10 s, 5 min, 100 MB (WhatsApp's limit for documents), a quarter of the largest heap,
     * none.
     */
    public static final FetchSettings DEFAULT =
            new FetchSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    100L << 20,
                    Set.of());

    /** With a quarter of the largest heap for files under way. */
    public FetchSettings(
            Duration connectTimeout,
            Duration readTimeout,
            Duration callTimeout,
            long maxBytes,
            Set<String> allowPrivateHosts) {
        this(
                connectTimeout,
                readTimeout,
                callTimeout,
                maxBytes,
                QUARTER_OF_HEAP,
                allowPrivateHosts);
    }

    public FetchSettings {
        Check.that(
                connectTimeout.isPositive(),
                "connect-timeout",
                connectTimeout,
                "is not above zero");
        Check.that(readTimeout.isPositive(), "read-timeout", readTimeout, "is not above zero");
        Check.that(callTimeout.isPositive(), "call-timeout", callTimeout, "is not above zero");
        Check.that(maxBytes > 0, "max-bytes", maxBytes, "is not above zero");
        Check.that(maxInFlight > 0, "max-in-flight", maxInFlight, "is not above zero");
        allowPrivateHosts = Set.copyOf(allowPrivateHosts);
    }
}
