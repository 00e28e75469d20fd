package io.attachrelay.deploy.benchmarks.verdicts;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The findings as tables. */
public final class VerdictsText {

    private final PrintWriter out;

    public VerdictsText(PrintWriter out) {
        this.out = out;
    }

    public void print(VerdictFindings findings) {
        accuracy(findings.sets());
        findings.sets().forEach(this::lists);
        bytes(findings.largest());
        speed(findings.speed());
    }

    private void accuracy(List<Accuracy> sets) {
        out.println("\nTypes and verdicts on the channel web:\n");
        Table table =
                new Table(
                        "set",
                        "files",
                        "type known",
                        "right",
                        "libmagic",
                        "hostile",
                        "accepted",
                        "valid",
                        "rejected");
        sets.forEach(set -> table.row(row(set)));
        table.print(out);
    }

    private static List<String> row(Accuracy set) {
        return List.of(
                set.set(),
                "" + set.files(),
                "" + set.judged(),
                percent(set.oursPart()),
                percent(set.libmagicsPart()),
                "" + set.hostile(),
                "" + set.falseAccepts().size(),
                "" + set.valid(),
                "" + set.falseRejects().size());
    }

    private static String percent(double part) {
        return number(100 * part, 1) + (Double.isNaN(part) ? "" : " %");
    }

    private void lists(Accuracy set) {
        list(set.set() + ": hostile and accepted", set.falseAccepts());
        list(set.set() + ": valid and rejected", set.falseRejects());
        list(set.set() + ": rejected, and not what the label promises", set.refuted());
        list(set.set() + ": another type", set.misses());
    }

    private void list(String head, List<String> names) {
        if (!names.isEmpty()) {
            out.println("\n" + head);
            names.forEach(name -> out.println("  " + name));
        }
    }

    private void bytes(List<BytesRead.Seen> seen) {
        out.println("\nRead of files of 25 MB for a verdict:\n");
        Table table = new Table("", "KB");
        seen.forEach(file -> table.row(file.name(), number(file.kilobytes(), 0)));
        table.print(out);
    }

    private void speed(Speed.Result speed) {
        out.printf("%n%d files a round; medians of the rounds:%n%n", speed.files());
        Table table =
                new Table("", "files/s", "p50 ms", "p99 ms", "CPU ms each", "KB allocated each");
        table.row(side("verdicts, one by one", speed, Speed.Round::ours));
        table.row(atOnce("verdicts, all at once", speed, Speed.Round::oursAtOnce));
        if (speed.rounds().stream().allMatch(r -> r.file() != null)) {
            table.row(side("file, name by name", speed, r -> file(r)));
            table.row(atOnce("file, all at once", speed, Speed.Round::fileAtOnce));
        }
        table.row(side("SHA-256", speed, Speed.Round::hash));
        table.print(out);
    }

    private static Speed.Side file(Speed.Round round) {
        Speed.Side file = round.file();
        double none = Double.NaN;
        return file == null ? new Speed.Side(none, none, none, none, none) : file;
    }

    private static List<String> atOnce(
            String name, Speed.Result speed, ToDoubleFunction<Speed.Round> figure) {
        return List.of(name, number(speed.median(figure), 0), "", "", "", "");
    }

    private static List<String> side(
            String name, Speed.Result speed, Function<Speed.Round, Speed.Side> side) {
        return List.of(
                name,
                number(figure(speed, side, Speed.Side::perSecond), 0),
                number(figure(speed, side, Speed.Side::p50Millis), 3),
                number(figure(speed, side, Speed.Side::p99Millis), 3),
                number(figure(speed, side, Speed.Side::cpuMillisEach), 3),
                number(figure(speed, side, Speed.Side::kilobytesEach), 0));
    }

    private static double figure(
            Speed.Result speed,
            Function<Speed.Round, Speed.Side> side,
            ToDoubleFunction<Speed.Side> figure) {
        return speed.median(round -> figure.applyAsDouble(side.apply(round)));
    }
}
