package io.attachrelay.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How files are scanned for malware.
 *
 * @param address where clamd listens; empty means that nothing is scanned
 * @param connectTimeout the longest wait for a connection and for clamd's first answer on it, above
 *     zero
 * @param readTimeout the longest silence of clamd while it takes and scans a file, above zero
 * @param maxConnections files scanned at the same time, at least one
 * @param retryWithin how long a file waits for a clamd that can't be asked before the policy
 *     decides without it, above zero
 */
public record AntivirusSettings(
        Optional<AntivirusAddress> address,
        Duration connectTimeout,
        Duration readTimeout,
        int maxConnections,
        Duration retryWithin) {

    /**
     * Off. Of its numbers, 130 s is more than the 120 s after which clamd itself gives a file up
     * (its {@code MaxScanTime}), and eight connections are less than its ten threads ({@code
     * MaxThreads}).
     */
    public static final AntivirusSettings DEFAULT =
            new AntivirusSettings(
                    Optional.empty(),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(130),
                    8,
                    Duration.ofMinutes(5));

    public AntivirusSettings {
        Check.that(
                connectTimeout.isPositive(),
                "connect-timeout",
                connectTimeout,
                "is not above zero");
        Check.that(readTimeout.isPositive(), "read-timeout", readTimeout, "is not above zero");
        Check.that(maxConnections > 0, "max-connections", maxConnections, "is not above zero");
        Check.that(retryWithin.isPositive(), "retry-within", retryWithin, "is not above zero");
    }
}
