package io.attachrelay.deploy.benchmarks.figure;

import java.util.Arrays;

/** How long pieces of work took. */
public final class Latencies {

    private final long[] sortedNanos;

    private Latencies(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    /** Those of the first {@code count} entries of {@code nanos}, in any order. */
    public static Latencies of(long[] nanos, int count) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /**
     * The smallest latency that this part of all do not exceed (nearest rank), in milliseconds; not
     * a number if there are none.
     *
     * @param part above 0, at most 1
     */
    public double millisAt(double part) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(part * sortedNanos.length);
        return sortedNanos[Math.clamp(rank, 1, sortedNanos.length) - 1] / 1e6;
    }
}
