package io.attachrelay.deploy.benchmarks.ingest;

import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.figure.Table;
import io.attachrelay.deploy.benchmarks.load.Run;
import io.attachrelay.deploy.benchmarks.load.Work;
import io.attachrelay.deploy.benchmarks.world.Contender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs contenders one after the other, round by round, so that each ratio is of two runs that are
 * seconds apart: a machine that slows down slows both.
 */
final class Interleaved {

    /** So long ext4 looks at each file that was deleted before it makes a new one. */
    private static final Duration REMEMBERED = Duration.ofSeconds(36);

    private final List<Contender> contenders;
    private final int rounds;
    private final Progress progress;

    Interleaved(List<Contender> contenders, int rounds, Progress progress) {
        this.contenders = List.copyOf(contenders);
        this.rounds = rounds;
        this.progress = progress;
    }

    /** How the pieces of a run follow each other. */
    interface Pace {
        Run run(Work work, Cell cell) throws IOException, InterruptedException;
    }

    /**
     * Lets each contender's code be compiled, as that of a server is that has run for a day: small
     * files, since what is compiled is counted in calls and not in bytes.
     */
    void warmUp(Pace pace) throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            Figure figure = carry(contender, Cell.WARM_UP, pace);
            progress.seen("warm-up", text(contender, figure));
        }
    }

    /** Runs the cell after a short one of its own kind. */
    CellResult measure(String title, Cell cell, Pace pace)
            throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            carry(contender, cell.begin(), pace);
        }
        List<Map<String, Figure>> seen = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            seen.add(round(title, cell, pace, round));
        }
        if (cell.isClearedAfterwards()) {
            clear();
        }
        return new CellResult(cell, seen);
    }

    private void clear() throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            contender.clear();
        }
        Thread.sleep(REMEMBERED);
    }

    /** Each round begins with another one: none is always behind the same neighbour. */
    private Map<String, Figure> round(String title, Cell cell, Pace pace, int round)
            throws IOException, InterruptedException {
        List<Contender> order = new ArrayList<>(contenders);
        Collections.rotate(order, -round);
        Map<String, Figure> seen = new LinkedHashMap<>();
        for (Contender contender : order) {
            Figure figure = carry(contender, cell, pace);
            progress.seen(title + ", round " + (round + 1), text(contender, figure));
            seen.put(contender.name(), figure);
        }
        return seen;
    }

    private static Figure carry(Contender contender, Cell cell, Pace pace)
            throws IOException, InterruptedException {
        Work work = contender.bring(cell.fileBytes(), cell.files());
        long keptBefore = contender.kept().orElse(0);
        Duration before = contender.cpuTime();
        Run run = pace.run(work, cell);
        Duration cpu = contender.cpuTime().minus(before);
        contender.awaitQuiet();
        long kept = contender.kept().orElse(Long.MAX_VALUE) - keptBefore;
        if (kept < (long) run.done() * cell.fileBytes()) {
            throw new IOException(contender.name() + " acknowledged more than it kept");
        }
        if (cell.isClearedAtOnce()) {
            contender.clear();
        }
        return Figure.of(run, cell.fileBytes(), cpu);
    }

    private static String text(Contender contender, Figure figure) {
        return "%-12s %7s MB/s %7s files/s  p99 %7s ms  cpu %6s ms  repeats %d  failed %d"
                .formatted(
                        contender.name(),
                        Table.number(figure.megabytesPerSecond(), 1),
                        Table.number(figure.filesPerSecond(), 1),
                        Table.number(figure.p99Millis(), 1),
                        Table.number(figure.cpuMillisEach(), 2),
                        figure.repeats(),
                        figure.failed());
    }
}
