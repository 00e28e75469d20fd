package io.attachrelay.deploy.benchmarks.dedup;

import static io.attachrelay.deploy.benchmarks.figure.Table.number;
import static java.util.stream.Collectors.joining;

import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.system.Closing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deduplicators with more and more ids remembered, and beside them a stream that passes everything
 * on. All read the same kind of events, one after the other in each round, each in a process that
 * is warm.
 */
public final class Dedup implements AutoCloseable {

    // New ones are few, so that there are no more ids than are asked for.
    private static final int WARM_UP_REPEATS_PERCENT = 90;

    private final Closing closing = new Closing();
    private final Plan plan;
    private final Progress progress;
    private final List<Lane> lanes = new ArrayList<>();
    private final RunningStream passing;

    /**
     * What is measured.
     *
     * @param ids how many are remembered, ascending
     * @param warmUp events before the rounds, a tenth of which bring new ids
     * @param events of each round
     * @param lowLoadSeconds how long latencies are taken in each round
     */
    public record Plan(List<Long> ids, int rounds, int warmUp, int events, int lowLoadSeconds) {

        public Plan {
            ids = List.copyOf(ids);
        }
    }

    private Dedup(Plan plan, Progress progress, DedupWorld world)
            throws IOException, InterruptedException {
        this.plan = plan;
        this.progress = progress;
        try {
            for (long ids : plan.ids()) {
                lanes.add(filled(world, ids));
            }
            passing = closing.add(passThrough(world));
        } catch (IOException | InterruptedException | RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private Lane filled(DedupWorld world, long ids) throws IOException, InterruptedException {
        Lane lane = closing.add(new Lane(world, "ids-" + ids + "."));
        lane.feed().fill(ids - plan.warmUp() * (100 - WARM_UP_REPEATS_PERCENT) / 100);
        lane.stream().finish();
        return lane;
    }

    /** It reads what the first deduplicator reads. */
    private RunningStream passThrough(DedupWorld world) throws IOException, InterruptedException {
        Lane first = lanes.getFirst();
        Contender contender = PassThroughMain.contender(first.prefix(), first.topics());
        world.createTopic(contender.output(), first.topics().stored().partitions());
        world.skip(contender.group(), contender.input());
        return contender.start(world);
    }

    /**
     * Measures it all.
     *
     * @param dir takes all that is written
     */
    public static DedupFindings measure(Path dir, Plan plan, Progress progress)
            throws IOException, InterruptedException {
        try (DedupWorld world = new DedupWorld(dir);
                Dedup dedup = new Dedup(plan, progress, world)) {
            return dedup.measure();
        }
    }

    private DedupFindings measure() throws IOException, InterruptedException {
        warmUp();
        List<Long> ids = lanes.stream().map(lane -> lane.feed().distinct()).toList();
        List<List<DedupFindings.Round>> rounds = rounds();
        passing.kill();
        List<DedupFindings.Level> levels = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            levels.add(lanes.get(i).level(ids.get(i), rounds.get(i), plan, progress));
        }
        return new DedupFindings(levels);
    }

    /** All at once, so that the quicker ones have as long to compile what is hot. */
    private void warmUp() throws IOException, InterruptedException {
        for (Lane lane : lanes) {
            lane.feed().publish(plan.warmUp(), WARM_UP_REPEATS_PERCENT);
        }
        for (RunningStream stream : streams()) {
            stream.finish();
        }
        for (RunningStream stream : streams()) {
            stream.stand();
        }
    }

    /** The pass-through first. */
    private List<RunningStream> streams() {
        return Stream.concat(Stream.of(passing), lanes.stream().map(Lane::stream)).toList();
    }

    /** For each lane its own. */
    private List<List<DedupFindings.Round>> rounds() throws IOException, InterruptedException {
        List<List<DedupFindings.Round>> rounds = new ArrayList<>();
        lanes.forEach(_ -> rounds.add(new ArrayList<>()));
        for (int round = 0; round < plan.rounds(); round++) {
            for (Lane lane : lanes) {
                lane.feed().publish(plan.events(), EventFeed.REPEATS_PERCENT);
            }
            double[] rates = drain(round);
            for (int i = 0; i < lanes.size(); i++) {
                rounds.get(i).add(new DedupFindings.Round(rates[i + 1], rates[0]));
            }
        }
        return rounds;
    }

    /**
     * @param first the stream to begin with
     */
    private double[] drain(int first) throws IOException, InterruptedException {
        List<RunningStream> streams = streams();
        double[] rates = new double[streams.size()];
        for (int i = 0; i < rates.length; i++) {
            int turn = (first + i) % rates.length;
            rates[turn] = streams.get(turn).drain();
        }
        progress.seen(
                "a round",
                Arrays.stream(rates)
                        .skip(1)
                        .mapToObj(rate -> number(rate, 0))
                        .collect(joining(", ", "", " of " + number(rates[0], 0) + " events/s")));
        return rates;
    }

    @Override
    public void close() {
        closing.close();
    }
}
