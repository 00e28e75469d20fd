package io.attachrelay.gateway.intake;

import java.time.Duration;

/**
 * A moment by which somebody wants an answer, on the monotonic clock.
 *
 * @param nanoTime as {@link System#nanoTime()} tells it
 */
public record Deadline(long nanoTime) {

    /** The moment that is {@code time} away from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The same from another moment on, as {@link System#nanoTime()} told it. */
    public static Deadline in(Duration time, long from) {
        return new Deadline(from + time.toNanos());
    }

    /** The earlier of both. */
    public Deadline orIfEarlier(Deadline other) {
        return other.nanoTime - nanoTime < 0 ? other : this;
    }

    /** The time that is left, zero when it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
