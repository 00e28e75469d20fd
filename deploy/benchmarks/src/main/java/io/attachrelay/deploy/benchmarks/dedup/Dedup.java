package io.attachrelay.deploy.benchmarks.dedup;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Latencies;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The deduplicator beside a stream that passes everything on, with more and more ids remembered.
 * Both read the same events, one after the other, each in a process that was just started.
 */
public final class Dedup {

    private final Plan plan;
    private final Progress progress;
    private final DedupWorld world;
    private final EventFeed feed;
    private final Contender deduplicator;
    private final Contender passThrough =
            new Contender(
                    "pass-through",
                    PassThroughMain.class,
                    PassThroughMain.GROUP,
                    PassThroughMain.OUTPUT);

    /**
     * What is measured.
     *
     * @param ids how many are remembered, ascending
     * @param events of each round
     * @param lowLoadSeconds how long latencies are taken
     */
    public record Plan(List<Long> ids, int rounds, int events, int lowLoadSeconds) {

        public Plan {
            ids = List.copyOf(ids);
        }
    }

    private Dedup(Plan plan, Progress progress, DedupWorld world, EventFeed feed) {
        this.plan = plan;
        this.progress = progress;
        this.world = world;
        this.feed = feed;
        this.deduplicator =
                new Contender(
                        "deduplicator",
                        DeduplicatorMain.class,
                        "deduplicator",
                        world.topics().fresh().name());
    }

    /**
     * Measures it all.
     *
     * @param dir takes all that is written
     */
    public static DedupFindings measure(Path dir, Plan plan, Progress progress)
            throws IOException, InterruptedException {
        try (DedupWorld world = new DedupWorld(dir);
                EventFeed feed = new EventFeed(world.clients(), world.topics().stored().name())) {
            return new Dedup(plan, progress, world, feed).measure();
        }
    }

    private DedupFindings measure() throws IOException, InterruptedException {
        List<DedupFindings.Level> levels = new ArrayList<>();
        for (long ids : plan.ids()) {
            if (feed.fill(ids)) {
                deduplicator.drain(world);
            }
            levels.add(level());
        }
        requireExactlyOnce();
        return new DedupFindings(levels);
    }

    /** A stream that loses or repeats is not worth measuring. */
    private void requireExactlyOnce() throws IOException {
        long passed = world.count(deduplicator.output());
        if (passed != feed.distinct()) {
            throw new IOException(
                    "%d events passed of %d that differ".formatted(passed, feed.distinct()));
        }
    }

    private DedupFindings.Level level() throws IOException, InterruptedException {
        long ids = feed.distinct();
        List<DedupFindings.Round> rounds = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            rounds.add(round(i % 2 == 0));
        }
        ChildProcess process = deduplicator.start(world);
        try (OutputTail tail = tail()) {
            tail.await(feed.publishOne());
            Latencies latencies = LowLoad.latencies(feed, tail, plan.lowLoadSeconds());
            double resident = Contender.residentMegabytes(process);
            process.kill();
            long begin = System.nanoTime();
            process = deduplicator.start(world);
            double restart = (tail.await(feed.publishOne()) - begin) / 1e9;
            progress.seen(
                    number(ids / 1e6, 2) + " M ids",
                    "p99 %s ms, back after %s s"
                            .formatted(number(latencies.millisAt(0.99), 1), number(restart, 1)));
            return new DedupFindings.Level(
                    ids,
                    rounds,
                    latencies.millisAt(0.5),
                    latencies.millisAt(0.99),
                    restart,
                    resident,
                    world.megabytes(deduplicator.name()));
        } finally {
            process.stop();
        }
    }

    private OutputTail tail() {
        return new OutputTail(
                world.clients(), deduplicator.output(), world.topics().fresh().partitions());
    }

    private DedupFindings.Round round(boolean deduplicatorFirst)
            throws IOException, InterruptedException {
        world.skip(passThrough.group());
        feed.publish(plan.events());
        double first = (deduplicatorFirst ? deduplicator : passThrough).drain(world);
        double second = (deduplicatorFirst ? passThrough : deduplicator).drain(world);
        var round =
                deduplicatorFirst
                        ? new DedupFindings.Round(first, second)
                        : new DedupFindings.Round(second, first);
        progress.seen(
                "a round",
                "%s of %s events/s"
                        .formatted(
                                number(round.deduplicator(), 0), number(round.passThrough(), 0)));
        return round;
    }
}
