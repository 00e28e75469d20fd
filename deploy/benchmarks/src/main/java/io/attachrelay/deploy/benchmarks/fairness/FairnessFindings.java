package io.attachrelay.deploy.benchmarks.fairness;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Median;
import io.attachrelay.deploy.benchmarks.figure.Table;
import io.attachrelay.deploy.benchmarks.load.Run;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was seen.
 *
 * @param floodAtOnce files of 25 MB under way
 * @param rounds of all contenders
 */
public record FairnessFindings(int floodAtOnce, List<Round> rounds) {

    public FairnessFindings {
        rounds = List.copyOf(rounds);
    }

    /**
     * One contender in one round; times of the calm tenant's webhooks, in milliseconds.
     *
     * @param floodMegabytesPerSecond acknowledged of the flood, a megabyte being 1024²
     * @param repeats attempts of the calm tenant that followed a first one, under the flood
     * @param failed webhooks of the calm tenant that were never acknowledged, under the flood
     */
    public record Round(
            String name,
            double quietP50,
            double quietP99,
            double floodedP50,
            double floodedP99,
            double floodMegabytesPerSecond,
            int repeats,
            int failed) {

        static Round of(String name, Run quiet, Run flooded, double floodPerSecond) {
            return new Round(
                    name,
                    quiet.latencies().millisAt(0.5),
                    quiet.latencies().millisAt(0.99),
                    flooded.latencies().millisAt(0.5),
                    flooded.latencies().millisAt(0.99),
                    floodPerSecond * Fairness.FLOOD_BYTES / (1 << 20),
                    flooded.repeats(),
                    flooded.failed());
        }

        String text() {
            return "%-12s p99 quiet %s ms, under the flood %s ms"
                    .formatted(name, number(quietP99, 1), number(floodedP99, 1));
        }
    }

    /** Prints a table. */
    public void print(PrintWriter out) {
        out.printf(
                "%nA tenant's 1 MB webhooks, 5/s, alone and while another's flood of 25 MB files is"
                        + " under way, %d at once; medians of the rounds:%n%n",
                floodAtOnce);
        Table table =
                new Table(
                        "",
                        "p50 ms",
                        "p99 ms",
                        "p50 flooded",
                        "p99 flooded",
                        "p99 ratio",
                        "flood MB/s",
                        "retries",
                        "failed");
        rounds.stream().map(Round::name).distinct().forEach(name -> table.row(row(name)));
        table.print(out);
    }

    private List<String> row(String name) {
        return List.of(
                name,
                number(median(name, Round::quietP50), 1),
                number(median(name, Round::quietP99), 1),
                number(median(name, Round::floodedP50), 1),
                number(median(name, Round::floodedP99), 1),
                number(median(name, r -> r.floodedP99() / r.quietP99()), 1),
                number(median(name, Round::floodMegabytesPerSecond), 1),
                number(median(name, Round::repeats), 0),
                number(median(name, Round::failed), 0));
    }

    private double median(String name, ToDoubleFunction<Round> figure) {
        return Median.of(rounds.stream().filter(r -> r.name().equals(name)).toList(), figure);
    }
}
