package io.attachrelay.deploy.benchmarks.dedup;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;

import io.attachrelay.deploy.benchmarks.figure.Latencies;
import io.attachrelay.deploy.benchmarks.figure.Median;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.system.Closing;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.TopicCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A deduplicator that remembers a number of ids, with topics of its own. */
final class Lane implements AutoCloseable {

    private final Closing closing = new Closing();
    private final DedupWorld world;
    private final String prefix;
    private final KafkaClients clients;
    private final TopicCatalog topics;
    private final Contender deduplicator;
    private final EventFeed feed;
    private final RunningStream stream;

    /**
     * @param prefix of its topics, and its name
     */
    Lane(DedupWorld world, String prefix) throws IOException {
        this.world = world;
        this.prefix = prefix;
        clients = DedupWorld.clients(world.bootstrapServers(), prefix);
        topics = world.ensureTopics(prefix);
        deduplicator =
                new Contender(
                        prefix + "deduplicator",
                        DeduplicatorMain.class,
                        prefix,
                        clients.prefixed("deduplicator"),
                        topics.stored().name(),
                        topics.fresh().name());
        feed = closing.add(new EventFeed(clients, topics.stored().name()));
        try {
            stream = closing.add(deduplicator.start(world));
        } catch (IOException e) {
            closing.close();
            throw e;
        }
    }

    String prefix() {
        return prefix;
    }

    TopicCatalog topics() {
        return topics;
    }

    EventFeed feed() {
        return feed;
    }

    RunningStream stream() {
        return stream;
    }

    /** Latency and memory, and how it comes back after a kill. It stands when this begins. */
    DedupFindings.Level level(
            long ids, List<DedupFindings.Round> rounds, Dedup.Plan plan, Progress progress)
            throws IOException, InterruptedException {
        stream.go();
        List<Latencies> lowLoad = lowLoad(plan);
        double p99 = Median.of(lowLoad, latencies -> latencies.millisAt(0.99));
        double resident = stream.residentMegabytes();
        stream.kill();
        double state = world.megabytes(deduplicator.name());
        long idsAtKill = feed.distinct();
        double restart = restartSeconds(plan.rounds());
        world.remove(deduplicator.name());
        double rebuilt = restartSeconds();
        requireExactlyOnce();
        progress.seen(
                number(ids / 1e6, 2) + " M ids",
                "p99 %s ms, back after %s s, without its state after %s s"
                        .formatted(number(p99, 1), number(restart, 1), number(rebuilt, 1)));
        return new DedupFindings.Level(
                ids,
                idsAtKill,
                rounds,
                Median.of(lowLoad, latencies -> latencies.millisAt(0.5)),
                p99,
                restart,
                rebuilt,
                resident,
                state);
    }

    private List<Latencies> lowLoad(Dedup.Plan plan) throws InterruptedException {
        List<Latencies> rounds = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            try (OutputTail tail = tail()) {
                tail.await(feed.publishOne());
                rounds.add(LowLoad.latencies(feed, tail, plan.lowLoadSeconds()));
            }
        }
        return rounds;
    }

    private double restartSeconds(int rounds) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            seconds.add(restartSeconds());
        }
        return Median.of(seconds, Double::doubleValue);
    }

    /** Started, and killed again. */
    private double restartSeconds() throws IOException, InterruptedException {
        try (OutputTail tail = tail()) {
            long begin = System.nanoTime();
            try (RunningStream started = deduplicator.start(world)) {
                double seconds = (tail.await(feed.publishOne()) - begin) / 1e9;
                started.kill();
                return seconds;
            }
        }
    }

    private OutputTail tail() {
        return new OutputTail(clients, deduplicator.output(), topics.fresh().partitions());
    }

    /** A deduplicator that lets more or fewer pass is not worth measuring. */
    private void requireExactlyOnce() throws IOException {
        long passed = world.count(deduplicator.output());
        if (passed != feed.distinct()) {
            throw new IOException(
                    "%d events passed of %d that differ".formatted(passed, feed.distinct()));
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
