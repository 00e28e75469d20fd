package io.attachrelay.deploy.benchmarks.figure;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figure in the middle, which an odd round does not move. */
public final class Median {

    private Median() {}

    /** The median; the mean of both in the middle if their number is even; not a number if none. */
    public static double of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The median of a figure of each round. */
    public static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
        return of(rounds.stream().mapToDouble(figure).toArray());
    }
}
