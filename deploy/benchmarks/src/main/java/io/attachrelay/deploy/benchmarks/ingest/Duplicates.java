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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same events again, long after they were acknowledged, beside a handler that only reads the
 * body and answers the same text.
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
     * @param rounds all of them
     * @param rateRatio the median of AttachRelay's answers a second divided by the bare handler's
     * @param cpuRatio the median of the bare handler's processor time for an answer divided by
     *     AttachRelay's, which the generator's own share does not blur
     */
    record Result(List<Round> rounds, double rateRatio, double cpuRatio) {

        static Result of(List<Round> rounds) {
            return new Result(
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
        List<byte[]> events = gateway.events(Tenant.ACME, 10 * Cell.KB, EVENTS);
        var deliveries = new Deliveries(gateway.server().port(), events);
        ClosedLoop.run(deliveries, AT_ONCE, EVENTS);
        try (Server bare = contenders.bareHandler(answerTo(events.getFirst()))) {
            return measure(deliveries, bare, new Deliveries(bare.port(), events));
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

    private Result measure(Deliveries toGateway, Server bare, Deliveries toBare)
            throws IOException, InterruptedException {
        // The bare one is new, and half as quick until its compilers are done.
        ClosedLoop.run(toBare, AT_ONCE, REQUESTS * 3);
        ClosedLoop.run(toGateway, AT_ONCE, REQUESTS / 2);
        List<Round> seen = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Round round = new Round(ask(gateway.server(), toGateway), ask(bare, toBare));
            progress.seen("duplicates, round " + (i + 1), text(round));
            seen.add(round);
        }
        return Result.of(seen);
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
