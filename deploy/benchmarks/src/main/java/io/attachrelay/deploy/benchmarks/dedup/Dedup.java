package io.attachrelay.deploy.benchmarks.dedup;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Latencies;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The deduplicator beside a stream that passes everything on, with more and more ids remembered.
 * Both read the same events, one after the other, each in a process that is warm.
 */
public final class Dedup {

    // New ones are few, so that there are no more ids than are asked for.
    private static final int WARM_UP_REPEATS_PERCENT = 90;

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
     * @param warmUp events before the rounds, a tenth of which bring new ids
     * @param events of each round
     * @param lowLoadSeconds how long latencies are taken
     */
    public record Plan(List<Long> ids, int rounds, int warmUp, int events, int lowLoadSeconds) {

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
            levels.add(level(ids));
        }
        requireExactlyOnce();
        return new DedupFindings(levels);
    }

    /** A deduplicator that lets more or fewer pass is not worth measuring. */
    private void requireExactlyOnce() throws IOException {
        long passed = world.count(deduplicator.output());
        if (passed != feed.distinct()) {
            throw new IOException(
                    "%d events passed of %d that differ".formatted(passed, feed.distinct()));
        }
    }

    private DedupFindings.Level level(long atLeast) throws IOException, InterruptedException {
        feed.fill(atLeast - plan.warmUp() * (100 - WARM_UP_REPEATS_PERCENT) / 100);
        long ids;
        List<DedupFindings.Round> rounds;
        Latencies latencies;
        double resident;
        try (RunningStream stream = deduplicator.start(world)) {
            stream.finish();
            world.skip(passThrough.group());
            try (RunningStream passing = passThrough.start(world)) {
                warmUp(stream, passing);
                ids = feed.distinct();
                rounds = rounds(stream, passing);
            }
            stream.go();
            latencies = latencies();
            resident = stream.residentMegabytes();
            stream.kill();
        }
        long idsAtKill = feed.distinct();
        double restart = restartSeconds();
        world.remove(deduplicator.name());
        double rebuilt = restartSeconds();
        progress.seen(
                number(ids / 1e6, 2) + " M ids",
                "p99 %s ms, back after %s s, without its state after %s s"
                        .formatted(
                                number(latencies.millisAt(0.99), 1),
                                number(restart, 1),
                                number(rebuilt, 1)));
        return new DedupFindings.Level(
                ids,
                idsAtKill,
                rounds,
                latencies.millisAt(0.5),
                latencies.millisAt(0.99),
                restart,
                rebuilt,
                resident,
                world.megabytes(deduplicator.name()));
    }

    private List<DedupFindings.Round> rounds(RunningStream deduplicating, RunningStream passing)
            throws IOException, InterruptedException {
        List<DedupFindings.Round> rounds = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            rounds.add(round(deduplicating, passing, i % 2 == 0));
        }
        return rounds;
    }

    /** At once, so that the quicker one has as long to compile what is hot. */
    private void warmUp(RunningStream deduplicating, RunningStream passing)
            throws IOException, InterruptedException {
        feed.publish(plan.warmUp(), WARM_UP_REPEATS_PERCENT);
        deduplicating.finish();
        passing.finish();
        deduplicating.stand();
        passing.stand();
    }

    private DedupFindings.Round round(
            RunningStream deduplicating, RunningStream passing, boolean deduplicatorFirst)
            throws IOException, InterruptedException {
        feed.publish(plan.events(), EventFeed.REPEATS_PERCENT);
        double first = (deduplicatorFirst ? deduplicating : passing).drain();
        double second = (deduplicatorFirst ? passing : deduplicating).drain();
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

    private Latencies latencies() throws InterruptedException {
        try (OutputTail tail = tail()) {
            tail.await(feed.publishOne());
            return LowLoad.latencies(feed, tail, plan.lowLoadSeconds());
        }
    }

    private double restartSeconds() throws IOException, InterruptedException {
        try (OutputTail tail = tail()) {
            long begin = System.nanoTime();
            try (RunningStream _ = deduplicator.start(world)) {
                return (tail.await(feed.publishOne()) - begin) / 1e9;
            }
        }
    }

    private OutputTail tail() {
        return new OutputTail(
                world.clients(), deduplicator.output(), world.topics().fresh().partitions());
    }
}
