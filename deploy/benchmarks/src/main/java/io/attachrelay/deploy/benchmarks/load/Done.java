package io.attachrelay.deploy.benchmarks.load;

/**
 * How a piece of work ended.
 *
 * @param succeeded whether it was acknowledged
 * @param repeats how many attempts followed the first
 */
public record Done(boolean succeeded, int repeats) {

    /** With the first attempt. */
    public static final Done AT_ONCE = new Done(true, 0);
}
