package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;

import io.attachrelay.deploy.acceptance.PlannedFile.Nature;
import io.attachrelay.deploy.acceptance.PlannedFile.Trouble;
import io.attachrelay.deploy.acceptance.Script.Step;
import io.attachrelay.deploy.testkit.fault.Fault;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes scripts; the same seed makes the same script. */
final class Generator {

    private static final int MESSAGES = 20;
    private static final int GATEWAYS = 2;
    private static final int MOST_DELIVERIES = 3;
    private static final int MOST_FILES = 3;
    private static final int OVER_THE_LIMIT = (4 << 20) + 1;
    private static final List<Supplier<SampleFile>> FORMATS =
            List.of(SampleFiles::png, SampleFiles::pdf, SampleFiles::text, SampleFiles::ogg);

    private final Random random;

    Generator(long seed) {
        random = new Random(seed);
    }

    /** Messages in all kinds of trouble, delivered in disorder while processes end. */
    Script script() {
        List<PlannedMessage> messages = messages();
        List<Step> steps = new ArrayList<>(deliveries(messages));
        Collections.shuffle(steps, random);
        for (Step disaster : disasters()) {
            // Something shall be kept before.
            steps.add(steps.size() / 4 + random.nextInt(steps.size() / 2), disaster);
        }
        return new Script(messages, steps);
    }

    /**
     * One of each nature and each way to be broken, the others as chance wants it. A broken one
     * never gives a byte that counts, since a download goes on behind those that came, or next to
     * none of very many.
     */
    private List<PlannedMessage> messages() {
        List<PlannedMessage> messages = new ArrayList<>();
        Stream.of(Nature.TOO_LARGE, Nature.ENDLESS, Nature.ELSEWHERE, Nature.LEADING_AWAY)
                .map(n -> message(new PlannedFile(file(n), n, List.of())))
                .forEach(messages::add);
        Stream.of(
                        new MediaFault.CutAfter(0),
                        new MediaFault.ChunkedCutAfter(0),
                        new MediaFault.Gzipped(),
                        new MediaFault.StallAfter(0))
                .map(f -> message(fine(List.of(new Trouble(f, Trouble.FOR_LONG)))))
                .forEach(messages::add);
        messages.add(message(dripping()));
        messages.add(withOneGone());
        while (messages.size() < MESSAGES) {
            messages.add(message(fine(troubles())));
        }
        return messages;
    }

    /** CXone carries further files beside the first. */
    private PlannedMessage message(PlannedFile first) {
        if (random.nextBoolean()) {
            return new PlannedMessage(ACME, List.of(first));
        }
        List<PlannedFile> files = new ArrayList<>(List.of(first));
        while (files.size() < random.nextInt(MOST_FILES + 1)) {
            files.add(fine(troubles()));
        }
        return new PlannedMessage(GLOBEX, files);
    }

    /** Never silent for long enough to be given up, and an hour away from its end. */
    private PlannedFile dripping() {
        var drip = new Trouble(new MediaFault.Drip(20), Trouble.FOR_LONG);
        return new PlannedFile(SampleFiles.pdf().ofSize(100_000), Nature.FINE, List.of(drip));
    }

    private PlannedMessage withOneGone() {
        var gone = new Trouble(new MediaFault.Gone(), Trouble.FOR_LONG);
        return new PlannedMessage(GLOBEX, List.of(fine(List.of()), fine(List.of(gone))));
    }

    private PlannedFile fine(List<Trouble> troubles) {
        return new PlannedFile(file(Nature.FINE), Nature.FINE, troubles);
    }

    private SampleFile file(Nature nature) {
        return nature == Nature.TOO_LARGE
                ? SampleFiles.pdf().ofSize(OVER_THE_LIMIT)
                : FORMATS.get(random.nextInt(FORMATS.size())).get().seed(random.nextLong());
    }

    private List<Trouble> troubles() {
        return random.nextBoolean() ? List.of() : List.of(trouble());
    }

    /**
     * One that passes. A refused token is tried twice in one fetch; a file that is gone in two
     * deliveries is given up, see {@link #withOneGone}.
     */
    private Trouble trouble() {
        return switch (random.nextInt(10)) {
            case 0 -> new Trouble(new MediaFault.Expired(), 2);
            case 1 -> new Trouble(new MediaFault.Gone(), 1);
            case 2 -> new Trouble(new MediaFault.Unavailable(), 1);
            case 3 -> new Trouble(new MediaFault.TooManyRequests(1), 1 + random.nextInt(2));
            case 4 -> new Trouble(new MediaFault.CutAfter(random.nextInt(60)), 1);
            case 5 -> new Trouble(new MediaFault.ChunkedCutAfter(random.nextInt(60)), 1);
            case 6 -> new Trouble(new MediaFault.Slow(200), 1);
            case 7 -> new Trouble(new MediaFault.Gzipped(), 1);
            case 8 -> new Trouble(new MediaFault.StallAfter(random.nextInt(60)), 1);
            default -> new Trouble(new MediaFault.Chunked(), 1);
        };
    }

    private List<Step.Deliver> deliveries(List<PlannedMessage> messages) {
        return IntStream.range(0, messages.size())
                .boxed()
                .flatMap(i -> Stream.generate(() -> deliver(i)).limit(times()))
                .toList();
    }

    private Step.Deliver deliver(int message) {
        return new Step.Deliver(message, random.nextInt(GATEWAYS));
    }

    private int times() {
        return 1 + random.nextInt(MOST_DELIVERIES);
    }

    /**
     * A gateway ends, another can't reach the broker, and now and then the broker ends: each end
     * costs the start of a process.
     */
    private List<Step> disasters() {
        int gateway = random.nextInt(GATEWAYS);
        List<Step> disasters = new ArrayList<>();
        disasters.add(
                random.nextBoolean()
                        ? new Step.KillGateway(gateway)
                        : new Step.StopGateway(gateway));
        disasters.add(
                random.nextBoolean()
                        ? new Step.PauseGateway(random.nextInt(GATEWAYS))
                        : new Step.LoseStore());
        if (random.nextBoolean()) {
            disasters.add(new Step.KillBroker());
        }
        disasters.add(brokerLineTrouble());
        return disasters;
    }

    private Step brokerLineTrouble() {
        return switch (random.nextInt(5)) {
            case 0 -> new Step.ResetBrokerLine();
            case 1 -> new Step.SpoilBrokerLine(new Fault.Refuse());
            case 2 -> new Step.SpoilBrokerLine(new Fault.Bandwidth(2_000));
            // Some requests get through, answers are lost.
            case 3 -> new Step.SpoilBrokerLine(new Fault.CutAfter(1 + random.nextInt(5_000)));
            default -> new Step.SpoilBrokerLine(new Fault.BlackHole());
        };
    }
}
