package io.attachrelay.media.fetch;

import java.time.Duration;

/** A span of real time that runs out. */
record Deadline(long endNanos) {

    static Deadline after(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    /** What is left of it; at most zero when it is over. */
    Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    boolean isOver() {
        return !left().isPositive();
    }
}
