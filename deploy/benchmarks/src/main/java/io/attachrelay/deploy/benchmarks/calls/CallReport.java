package io.attachrelay.deploy.benchmarks.calls;

/**
 * What the platform saw.
 *
 * @param calls that succeeded for the first time, of conversations that do not fail
 * @param repeats that had succeeded before
 * @param disorders calls that came before one of their conversation that should have come first, or
 *     while another of it was under way
 * @param refused calls that were answered with 503
 * @param seconds from the first call's begin to the last one's end
 * @param p50Millis from when a record was due to the end of its call
 * @param p99Millis the same
 */
public record CallReport(
        int calls,
        int repeats,
        int disorders,
        int refused,
        double seconds,
        double p50Millis,
        double p99Millis) {}
