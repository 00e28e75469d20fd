package io.attachrelay.deploy.benchmarks.dedup;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Goal;
import io.attachrelay.deploy.benchmarks.figure.Median;
import io.attachrelay.deploy.benchmarks.figure.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was seen.
 *
 * @param levels one for each number of remembered ids, ascending
 */
public record DedupFindings(List<Level> levels) {

    public DedupFindings {
        levels = List.copyOf(levels);
    }

    /**
     * With so many ids remembered.
     *
     * @param ids when the rounds began
     * @param idsAtKill after them, when latency and memory were taken and the process was killed
     * @param rounds as many at each level, side by side with those of the others
     * @param p50 of an event at low load, published to seen behind the deduplicator, milliseconds;
     *     median of rounds
     * @param p99 the same
     * @param restartSeconds from the start after a SIGKILL until an event is through; median of
     *     rounds
     * @param rebuiltSeconds the same without its state, so that all ids are read from Kafka
     * @param residentMegabytes of the deduplicator's process
     * @param stateMegabytes of its state on the disk
     */
    public record Level(
            long ids,
            long idsAtKill,
            List<Round> rounds,
            double p50,
            double p99,
            double restartSeconds,
            double rebuiltSeconds,
            double residentMegabytes,
            double stateMegabytes) {

        public Level {
            rounds = List.copyOf(rounds);
        }

        double ratio() {
            return Median.of(rounds, Round::ratio);
        }
    }

    /** Events a second, first commit to last. */
    public record Round(double deduplicator, double passThrough) {

        double ratio() {
            return deduplicator / passThrough;
        }
    }

    /** Prints a table. */
    public void print(PrintWriter out) {
        out.printf(
                "%nEvents of %d bytes, of which %d %% repeat one, by ids that are remembered already;"
                        + " medians of the rounds:%n%n",
                EventFeed.EVENT_BYTES, EventFeed.REPEATS_PERCENT);
        Table table =
                new Table(
                        "ids",
                        "events/s",
                        "passed on/s",
                        "ratio",
                        "p50 ms",
                        "p99 ms",
                        "restart s",
                        "rebuilt s",
                        "memory MB",
                        "state MB");
        levels.forEach(level ->
                table.row(
                        "%s to %s M"
                                .formatted(
                                        number(level.ids() / 1e6, 2),
                                        number(level.idsAtKill() / 1e6, 2)),
                        number(Median.of(level.rounds(), Round::deduplicator), 0),
                        number(Median.of(level.rounds(), Round::passThrough), 0),
                        number(level.ratio(), 2),
                        number(level.p50(), 1),
                        number(level.p99(), 1),
                        number(level.restartSeconds(), 1),
                        number(level.rebuiltSeconds(), 1),
                        number(level.residentMegabytes(), 0),
                        number(level.stateMegabytes(), 0)));
        table.print(out);
    }

    /** The goals at every number of ids. */
    public List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (Level level : levels) {
            String at = " with " + number(level.ids() / 1e6, 2) + " M ids";
            String killed = " with " + number(level.idsAtKill() / 1e6, 2) + " M ids";
            goals.add(Goal.atLeast(0.45, "of the pass-through" + at, level.ratio()));
            goals.add(Goal.below(80, "p99 at low load, ms," + killed, level.p99()));
            goals.add(Goal.below(6, "restart after SIGKILL, s," + killed, level.restartSeconds()));
        }
        goals.add(Goal.atLeast(0.9, "with the most ids, of the rate with the fewest", flat()));
        return goals;
    }

    private double flat() {
        List<Round> fewest = levels.getFirst().rounds();
        List<Round> most = levels.getLast().rounds();
        return Median.of(
                IntStream.range(0, most.size())
                        .mapToDouble(i -> most.get(i).deduplicator() / fewest.get(i).deduplicator())
                        .toArray());
    }
}
