package io.attachrelay.deploy.benchmarks.figure;

/**
 * What a figure should be.
 *
 * @param what is measured, in words
 * @param figure as measured; not a number if it was not
 * @param due the least that is good, or the most
 * @param most whether {@code due} is the most
 */
public record Goal(String what, double figure, double due, boolean most) {

    /** A goal that a figure must reach. */
    public static Goal atLeast(double due, String what, double figure) {
        return new Goal(what, figure, due, false);
    }

    /** A goal that a figure must stay below. */
    public static Goal below(double due, String what, double figure) {
        return new Goal(what, figure, due, true);
    }

    /** Whether it is met; what was not measured is not. */
    public boolean isMet() {
        return most ? figure < due : figure >= due;
    }
}
