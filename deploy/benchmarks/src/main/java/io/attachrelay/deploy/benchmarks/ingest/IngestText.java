package io.attachrelay.deploy.benchmarks.ingest;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;
import static io.attachrelay.deploy.benchmarks.ingest.Findings.DURABLE;
import static io.attachrelay.deploy.benchmarks.ingest.Findings.LIMIT;
import static io.attachrelay.deploy.benchmarks.ingest.Findings.OTHER;
import static io.attachrelay.deploy.benchmarks.ingest.Findings.OURS;
import static io.attachrelay.deploy.benchmarks.ingest.Findings.PEER;

import io.attachrelay.deploy.benchmarks.figure.Median;
import io.attachrelay.deploy.benchmarks.figure.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The findings as tables. */
public final class IngestText {

    private final PrintWriter out;

    public IngestText(PrintWriter out) {
        this.out = out;
    }

    /** Prints all that was measured. */
    public void print(Findings findings) {
        if (!findings.files().isEmpty()) {
            out.println("\nAcknowledged, files kept on this disk. Each ratio is the median of the");
            out.println("rounds' own; both sides of one ran seconds apart.\n");
            files(findings.files());
        }
        if (findings.moderate() != null) {
            moderate(findings.moderate());
        }
        if (findings.duplicates() != null) {
            duplicates(findings.duplicates());
        }
        if (findings.azure() != null) {
            azure(findings.azure());
        }
        out.flush();
    }

    private void files(List<CellResult> results) {
        Table table =
                new Table(
                        "files x at once",
                        "limit MB/s",
                        "MB/s",
                        "webhooks/s",
                        "p50 ms",
                        "p99 ms",
                        "CPU ms",
                        "limit's",
                        "of limit",
                        "of durable",
                        "peer MB/s",
                        "x peer",
                        "x other",
                        "p99-p99 ms",
                        "retries",
                        "peer's",
                        "failed",
                        "peer's");
        results.forEach(r -> table.row(cells(r)));
        table.print(out);
    }

    private static List<String> cells(CellResult r) {
        return List.of(
                r.cell().name(),
                number(r.median(LIMIT, Figure::megabytesPerSecond), 1),
                number(r.median(OURS, Figure::megabytesPerSecond), 1),
                number(r.median(OURS, Figure::filesPerSecond), 1),
                number(r.median(OURS, Figure::p50Millis), 1),
                number(r.median(OURS, Figure::p99Millis), 1),
                number(r.median(OURS, Figure::cpuMillisEach), 2),
                number(r.median(LIMIT, Figure::cpuMillisEach), 2),
                number(r.ratio(OURS, LIMIT), 2),
                number(r.ratio(OURS, DURABLE), 2),
                number(r.median(PEER, Figure::megabytesPerSecond), 1),
                number(r.ratio(OURS, PEER), 2),
                number(r.ratio(OURS, OTHER), 2),
                number(r.p99Over(OURS, LIMIT), 1),
                number(r.median(OURS, Figure::repeats), 0),
                number(r.median(PEER, Figure::repeats), 0),
                number(r.median(OURS, Figure::failed), 0),
                number(r.median(PEER, Figure::failed), 0));
    }

    private void moderate(CellResult r) {
        out.println("\n1 MB files at half of what AttachRelay takes, each when it is due:\n");
        Table table = new Table("", "files/s", "p50 ms", "p99 ms");
        for (String name : List.of(LIMIT, DURABLE, OURS, OTHER, PEER)) {
            table.row(
                    name,
                    number(r.median(name, Figure::filesPerSecond), 1),
                    number(r.median(name, Figure::p50Millis), 1),
                    number(r.median(name, Figure::p99Millis), 1));
        }
        table.print(out);
    }

    private void duplicates(Duplicates.Result result) {
        out.println("\nDuplicates answered, 32 at once:\n");
        Table table = new Table("", "answers/s", "of bare", "p99 ms", "CPU us each", "bare's");
        table.row(row("the same bytes", result.same()));
        table.row(row("in other bytes", result.respelled()));
        table.print(out);
    }

    private static List<String> row(String name, Duplicates.Beside beside) {
        return List.of(
                name,
                number(median(beside, r -> r.gateway().perSecond()), 0),
                number(beside.rateRatio(), 2),
                number(median(beside, r -> r.gateway().p99Millis()), 1),
                number(median(beside, r -> r.gateway().cpuMicrosEach()), 0),
                number(median(beside, r -> r.bare().cpuMicrosEach()), 0));
    }

    private static double median(
            Duplicates.Beside beside, ToDoubleFunction<Duplicates.Round> figure) {
        return Median.of(beside.rounds(), figure);
    }

    private void azure(CellResult r) {
        out.println(
                "\nThe same files kept in Azurite, which is one thread of Node.js and the limit");
        out.println("of both; so the disk above is what says how fast each side is.\n");
        Table table = new Table("1 MB x 32", "MB/s", "p99 ms", "retries", "x peer");
        for (String name : List.of(OURS, PEER)) {
            table.row(
                    name,
                    number(r.median(name, Figure::megabytesPerSecond), 1),
                    number(r.median(name, Figure::p99Millis), 1),
                    number(r.median(name, Figure::repeats), 0),
                    name.equals(OURS) ? number(r.ratio(OURS, PEER), 2) : "");
        }
        table.print(out);
    }
}
