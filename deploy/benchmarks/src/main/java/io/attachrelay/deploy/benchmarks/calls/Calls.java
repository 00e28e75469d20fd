package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.calls.CallsFindings.Pile;
import io.attachrelay.deploy.benchmarks.calls.CallsFindings.Stream;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.world.World;
import io.attachrelay.topic.TopicAdmin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * Many conversations call a platform that takes 100 ms for each call. How long does a pile of calls
 * take, and what do the others notice of a conversation whose calls fail?
 */
public final class Calls {

    private static final long CALL_MILLIS = 100;
    private static final int AT_ONCE = 200;

    /** Of a plain loop there need not be many: it makes ten calls a second. */
    private static final int PLAIN_CALLS = 100;

    private static final int WARM_UPS = 1_000;
    private static final double PER_SECOND = 500;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final World world;
    private final Producer<byte[], byte[]> producer;
    private final Platform platform;
    private final Size size;
    private final Progress progress;
    private int topics;

    /**
     * How much is done.
     *
     * @param pile calls in a pile, at least 1,000
     * @param seconds that records of a stream are written for
     * @param rounds how often each contender does it
     */
    public record Size(int pile, int seconds, int rounds) {}

    /**
     * @param world closed by the caller, after this
     */
    public Calls(World world, Size size, Progress progress) throws IOException {
        this.world = world;
        this.size = size;
        this.progress = progress;
        this.producer = world.closing(world.clients().producer());
        this.platform = Platform.start(world, CALL_MILLIS);
    }

    /** Measures all contenders, round by round. */
    public CallsFindings measure() throws IOException, InterruptedException {
        List<Pile> piles = new ArrayList<>();
        List<Stream> streams = new ArrayList<>();
        for (int i = 1; i <= size.rounds(); i++) {
            piles.add(seen(i, pile(Worker.OURS, size.pile(), false)));
            piles.add(seen(i, pile(Worker.PARALLEL, size.pile(), false)));
            streams.add(seen(i, stream(Worker.OURS, false)));
            streams.add(seen(i, stream(Worker.OURS, true)));
            streams.add(seen(i, stream(Worker.PARALLEL, false)));
            streams.add(seen(i, stream(Worker.PARALLEL, true)));
        }
        piles.add(seen(1, pile(Worker.PLAIN, PLAIN_CALLS, false)));
        Pile large = seen(1, pile(Worker.OURS, 4 * size.pile(), true));
        return new CallsFindings(CALL_MILLIS, AT_ONCE, piles, streams, large.liveHeap());
    }

    private Pile seen(int round, Pile pile) {
        progress.seen("round " + round + ", a pile", pile.text());
        return pile;
    }

    private Stream seen(int round, Stream stream) {
        progress.seen("round " + round + ", a stream", stream.text());
        return stream;
    }

    /** All records are there before the first call. */
    private Pile pile(Worker worker, int calls, boolean heap)
            throws IOException, InterruptedException {
        String topic = topic();
        new Workload(producer, topic).publish(calls);
        platform.reset();
        WorkerProcess process = start(worker, topic, heap);
        try {
            await(process, calls);
            Duration cpu = process.cpuTime();
            process.close();
            return Pile.of(worker.words(), platform.report(), cpu, process.liveHeap());
        } finally {
            process.close();
        }
    }

    /** Records come one after the other, and are called for while they come. */
    private Stream stream(Worker worker, boolean failing) throws IOException, InterruptedException {
        String topic = topic();
        Workload workload = new Workload(producer, topic);
        platform.reset();
        try (WorkerProcess process = start(worker, topic, false)) {
            workload.publish(WARM_UPS, PER_SECOND, false);
            await(process, WARM_UPS);
            platform.reset();
            int calls = (int) (PER_SECOND * size.seconds());
            workload.restart();
            workload.publish(calls, PER_SECOND, failing);
            await(process, calls);
            return Stream.of(worker.words(), failing, platform.report());
        }
    }

    private String topic() {
        String name = "calls-" + topics++;
        try (Admin admin = world.clients().admin()) {
            new TopicAdmin(admin).ensure(List.of(Workload.topic(name)), 1);
        }
        return name;
    }

    private WorkerProcess start(Worker worker, String topic, boolean heap) throws IOException {
        var told = new WorkerArguments(world.bootstrapServers(), topic, platform.port(), AT_ONCE);
        return WorkerProcess.start(world, worker, told, heap);
    }

    private void await(WorkerProcess process, int calls) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (platform.report().calls() < calls) {
            process.requireAlive();
            if (System.nanoTime() > end) {
                throw new IOException(
                        "%d of %d calls were made in %s; %s"
                                .formatted(
                                        platform.report().calls(),
                                        calls,
                                        LONGEST,
                                        process.quoteLog()));
            }
            Thread.sleep(LOOK);
        }
    }
}
