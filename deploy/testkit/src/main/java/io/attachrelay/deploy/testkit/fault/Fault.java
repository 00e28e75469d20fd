package io.attachrelay.deploy.testkit.fault;

import java.time.Duration;

/** One way in which a network misbehaves. */
public sealed interface Fault {

    /** Bytes arrive late: by the first time on their way to the target, by the second back. */
    record Latency(Duration toTarget, Duration fromTarget) implements Fault {
        public Latency {
            if (toTarget.isNegative() || fromTarget.isNegative()) {
                throw new IllegalArgumentException("a latency can't be negative");
            }
        }
    }

    /** Each direction of each connection carries at most so many bytes a second. */
    record Bandwidth(long bytesPerSecond) implements Fault {
        public Bandwidth {
            requirePositive(bytesPerSecond, "bytesPerSecond");
        }
    }

    /**
     * A connection carries so many bytes, both directions together, and is closed instead of
     * carrying the next one. Counted over its whole life: one that has carried more already is
     * closed by its next byte.
     */
    record CutAfter(long bytes) implements Fault {
        public CutAfter {
            requirePositive(bytes, "bytes");
        }
    }

    /** Connections open and stay open, and no byte gets through until the fault is healed. */
    record BlackHole() implements Fault {}

    /** New connections are accepted and reset at once; older ones go on. */
    record ResetOnConnect() implements Fault {}

    /** Nobody listens: new connections are refused, older ones are reset. */
    record Refuse() implements Fault {}

    private static void requirePositive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
