package io.attachrelay.deploy.benchmarks.load;

import io.attachrelay.deploy.benchmarks.figure.Latencies;
import java.time.Duration;

/**
 * What became of a load.
 *
 * @param done pieces that succeeded
 * @param failed pieces that did not, after all their attempts
 * @param repeats attempts that followed a first one
 * @param took from the first piece's begin to the last one's end
 * @param latencies of the pieces that succeeded, repeats and the waits before them included
 */
public record Run(int done, int failed, int repeats, Duration took, Latencies latencies) {

    /** Successful pieces a second. */
    public double perSecond() {
        return done / (took.toNanos() / 1e9);
    }
}
