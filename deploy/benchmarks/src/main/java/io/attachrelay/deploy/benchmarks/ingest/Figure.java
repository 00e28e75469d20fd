package io.attachrelay.deploy.benchmarks.ingest;

import io.attachrelay.deploy.benchmarks.load.Run;
import java.time.Duration;

/**
 * What was seen of one contender in one round.
 *
 * @param megabytesPerSecond acknowledged, a megabyte being 1024²
 * @param filesPerSecond acknowledged
 * @param p50Millis half of the files took at most so long
 * @param p99Millis 99 of 100 files took at most so long
 * @param cpuMillisEach processor time of the server, or of the limit's own process, for a file
 * @param failed never acknowledged, after all attempts
 * @param repeats attempts that followed a first one
 */
record Figure(
        double megabytesPerSecond,
        double filesPerSecond,
        double p50Millis,
        double p99Millis,
        double cpuMillisEach,
        int failed,
        int repeats) {

    static Figure of(Run run, int fileBytes, Duration cpu) {
        return new Figure(
                run.perSecond() * fileBytes / Cell.MB,
                run.perSecond(),
                run.latencies().millisAt(0.5),
                run.latencies().millisAt(0.99),
                cpu.toNanos() / 1e6 / run.done(),
                run.failed(),
                run.repeats());
    }
}
