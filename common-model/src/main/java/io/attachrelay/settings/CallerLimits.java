package io.attachrelay.settings;

import java.util.Optional;

/**
 * How much the callers of one tenant may ask for. What is not used is saved, up to one minute's
 * worth.
 *
 * @param requestsPerMinute webhooks and services' files, above zero; empty means no limit
 * @param bytesPerMinute of webhooks, media and services' files, above zero; empty means no limit
 */
public record CallerLimits(Optional<Integer> requestsPerMinute, Optional<Long> bytesPerMinute) {

    /** Nothing is refused: a limit that is too low costs messages, and only operators can tell. */
    public static final CallerLimits NONE = new CallerLimits(Optional.empty(), Optional.empty());

    /** 833 MB a second; the arithmetic of the buckets ends at one unit in a nanosecond. */
    private static final long MOST_BYTES = 50_000_000_000L;

    public CallerLimits {
        requestsPerMinute.ifPresent(
                n -> Check.that(n > 0, "requests-per-minute", n, "is not above zero"));
        bytesPerMinute.ifPresent(n ->
                Check.that(
                        n > 0 && n <= MOST_BYTES,
                        "bytes-per-minute",
                        n,
                        "is not between 1 and " + MOST_BYTES));
    }
}
