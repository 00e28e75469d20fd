package io.attachrelay.platform.http;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param connect until the TCP connection stands, for each address tried
 * @param read the longest silence while an answer is awaited or read, or while the platform takes
 *     no bytes
 * @param call from the first name look-up to the last byte of the answer, for a request without a
 *     body
 */
public record CallLimits(Duration connect, Duration read, Duration call) {

    /** What a platform's API is given: 2 s, 20 s and 60 s. */
    public static final CallLimits DEFAULT =
            new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(60));

    /** The slowest link that an upload is waited for: 100 MB take 200 s on it. */
    private static final long SLOWEST_BYTES_PER_SECOND = 512 << 10;

    public CallLimits {
        if (!connect.isPositive() || !read.isPositive() || !call.isPositive()) {
            throw new IllegalArgumentException(
                    "a limit is above zero: " + connect + ", " + read + ", " + call);
        }
    }

    /** The same with another longest silence; no call may then be longer than three of them. */
    public CallLimits withRead(Duration other) {
        Duration three = other.multipliedBy(3);
        return new CallLimits(connect, other, three.compareTo(call) < 0 ? three : call);
    }

    /** The whole call's limit for a body of {@code bytes}. */
    Duration callWith(long bytes) {
        return call.plusMillis(bytes * 1000 / SLOWEST_BYTES_PER_SECOND);
    }
}
