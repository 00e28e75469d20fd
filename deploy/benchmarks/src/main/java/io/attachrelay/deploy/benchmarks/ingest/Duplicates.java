package io.attachrelay.deploy.benchmarks.ingest;

import io.attachrelay.deploy.benchmarks.figure.Median;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.figure.Table;
import io.attachrelay.deploy.benchmarks.load.ClosedLoop;
import io.attachrelay.deploy.benchmarks.load.Deliveries;
import io.attachrelay.deploy.benchmarks.load.HttpLine;
import io.attachrelay.deploy.benchmarks.load.Run;
import io.attachrelay.deploy.benchmarks.world.Contenders;
import io.attachrelay.deploy.benchmarks.world.Server;
import io.attachrelay.deploy.benchmarks.world.Tenant;
import io.attachrelay.deploy.benchmarks.world.Webhooked;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The same events again, long after they were acknowledged, byte for byte and in other bytes,
 * beside a handler that only reads the body and answers the same text.
 */
final class Duplicates {

    private static final int AT_ONCE = 32;
    private static final int EVENTS = 1_000;
    private static final int REQUESTS = 40_000;

    private final Webhooked gateway;
    private final Contenders contenders;
    private final int rounds;
    private final Progress progress;

    Duplicates(Webhooked gateway, Contenders contenders, int rounds, Progress progress) {
        this.gateway = gateway;
        this.contenders = contenders;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * What was seen.
     *
     * @param same of the very bytes that came before
     * @param respelled of the same JSON with other white space each time
     */
    record Result(Beside same, Beside respelled) {}

    /**
     * One kind of duplicates beside the bare handler.
     *
     * @param rounds all of them
     * @param rateRatio the median of AttachRelay's answers a second divided by the bare handler's
     * @param cpuRatio the median of the bare handler's processor time for an answer divided by
     *     AttachRelay's, which the generator's own share does not blur
     */
    record Beside(List<Round> rounds, double rateRatio, double cpuRatio) {

        static Beside of(List<Round> rounds) {
            return new Beside(
                    List.copyOf(rounds),
                    Median.of(rounds, r -> r.gateway().perSecond() / r.bare().perSecond()),
                    Median.of(rounds, r -> r.bare().cpuMicrosEach() / r.gateway().cpuMicrosEach()));
        }
    }

    /** Both in one round. */
    record Round(Answered gateway, Answered bare) {}

    /**
     * How one answered.
     *
     * @param cpuMicrosEach processor time of the server for one answer
     */
    record Answered(double perSecond, double p99Millis, double cpuMicrosEach, int failed) {}

    Result measure() throws IOException, InterruptedException {
        List<byte[]> bodies = gateway.bodies(10 * Cell.KB, EVENTS);
        List<byte[]> events = gateway.requests(Tenant.ACME, bodies);
        var deliveries = new Deliveries(gateway.server().port(), events);
        ClosedLoop.run(deliveries, AT_ONCE, EVENTS);
        try (Server bare = contenders.bareHandler(answerTo(events.getFirst()))) {
            return measure(bodies, deliveries, bare, new Deliveries(bare.port(), events));
        }
    }

    /** What AttachRelay answers to a duplicate, for the bare handler to answer the same. */
    private String answerTo(byte[] event) throws IOException {
        try (HttpLine line = new HttpLine(gateway.server().port(), Duration.ofSeconds(10))) {
            if (line.exchange(event) != 200 || !line.body().contains("\"duplicate\"")) {
                throw new IOException("not taken for a duplicate: " + line.body());
            }
            return line.body();
        }
    }

    private Result measure(
            List<byte[]> bodies, Deliveries toGateway, Server bare, Deliveries toBare)
            throws IOException, InterruptedException {
        // The bare one is new, and half as quick until its compilers are done.
        ClosedLoop.run(toBare, AT_ONCE, REQUESTS * 3);
        return new Result(
                beside("the same bytes", _ -> toGateway, bare, toBare),
                beside("in other bytes", round -> respelled(bodies, round), bare, toBare));
    }

    /**
     * @param deliveries to the gateway, by rounds; round 0 is not measured
     */
    private Beside beside(
            String name, IntFunction<Deliveries> deliveries, Server bare, Deliveries toBare)
            throws IOException, InterruptedException {
        ClosedLoop.run(deliveries.apply(0), AT_ONCE, REQUESTS);
        List<Round> seen = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            Deliveries toGateway = deliveries.apply(i);
            Round round = new Round(ask(gateway.server(), toGateway), ask(bare, toBare));
            progress.seen("duplicates, " + name + ", round " + i, text(round));
            seen.add(round);
        }
        return Beside.of(seen);
    }

    /** Each request is another one than any before, for an event that was acknowledged. */
    private Deliveries respelled(List<byte[]> bodies, int round) {
        List<byte[]> spelled =
                IntStream.range(0, REQUESTS)
                        .mapToObj(i -> spelled(bodies.get(i % EVENTS), round * REQUESTS + i))
                        .toList();
        return new Deliveries(gateway.server().port(), gateway.requests(Tenant.ACME, spelled));
    }

    /** The number stands before the JSON in white space: its bits as spaces and tabs. */
    private static byte[] spelled(byte[] body, int number) {
        ByteBuffer spelled = ByteBuffer.allocate(Integer.SIZE + body.length);
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            spelled.put((byte) ((number >>> bit & 1) == 0 ? ' ' : '\t'));
        }
        return spelled.put(body).array();
    }

    private static Answered ask(Server server, Deliveries deliveries)
            throws IOException, InterruptedException {
        Duration before = server.cpuTime();
        Run run = ClosedLoop.run(deliveries, AT_ONCE, REQUESTS);
        double cpuMicros = server.cpuTime().minus(before).toNanos() / 1e3;
        return new Answered(
                run.perSecond(),
                run.latencies().millisAt(0.99),
                cpuMicros / REQUESTS,
                run.failed() + run.repeats());
    }

    private static String text(Round round) {
        return "AttachRelay %s/s, bare Javalin %s/s"
                .formatted(
                        Table.number(round.gateway().perSecond(), 0),
                        Table.number(round.bare().perSecond(), 0));
    }
}
