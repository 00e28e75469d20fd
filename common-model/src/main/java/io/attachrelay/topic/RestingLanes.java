package io.attachrelay.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Lanes whose first record waits for long, each until its own time. Safe for all threads. */
final class RestingLanes {

    /** Until a time of {@link System#nanoTime()}. */
    private record Resting(long until, Lane lane) implements Comparable<Resting> {

        boolean isOver(long now) {
            return until - now <= 0;
        }

        @Override
        public int compareTo(Resting other) {
            return Long.signum(until - other.until);
        }
    }

    private final Queue<Resting> resting = new PriorityQueue<>();

    synchronized void add(Lane lane, Duration delay) {
        // Converts any duration: one beyond 292 years becomes that.
        resting.add(new Resting(System.nanoTime() + TimeUnit.NANOSECONDS.convert(delay), lane));
    }

    /** Takes those out whose time has come. */
    synchronized List<Lane> takeRested() {
        long now = System.nanoTime();
        List<Lane> rested = new ArrayList<>();
        for (var next = resting.peek(); next != null && next.isOver(now); next = resting.peek()) {
            resting.remove();
            rested.add(next.lane());
        }
        return rested;
    }
}
