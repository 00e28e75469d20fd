package io.attachrelay.platform.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How the platforms' APIs are called, whichever tenant calls.
 *
 * @param limits how long a call may take
 * @param breakerPause how long an API that is down is left alone between two probes, above zero
 * @param ticker nanoseconds since any moment, which paces are measured in; never goes back
 */
public record CallManners(CallLimits limits, Duration breakerPause, LongSupplier ticker) {

    /**
     * A platform that is back is noticed within 5 s, about as soon as by callers that each back off
     * on their own.
     */
    public static final CallManners DEFAULT =
            new CallManners(CallLimits.DEFAULT, Duration.ofSeconds(5), System::nanoTime);

    public CallManners {
        if (!breakerPause.isPositive()) {
            throw new IllegalArgumentException("no pause: " + breakerPause);
        }
    }

    /** The same with other limits. */
    public CallManners with(CallLimits other) {
        return new CallManners(other, breakerPause, ticker);
    }
}
