package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Commands of several conversations, what goes wrong with the calls that they lead to, and what
 * befalls the senders meanwhile; the same seed makes the same script.
 *
 * @param commands in the order in which they are published
 * @param faults of each tenant's platform, call by call
 * @param disasters in the order in which they happen
 */
record CommandScript(
        List<Planned> commands,
        Map<String, Map<Endpoint, List<ApiFault>>> faults,
        List<Disaster> disasters) {

    private static final int CONVERSATIONS = 8;
    private static final int COMMANDS_EACH = 6;
    private static final int SENDERS = 2;
    private static final int GUEST = SENDERS;
    private static final int CALLS = 60;

    /**
     * A command.
     *
     * @param conversation of the tenant's, by number
     * @param place in its conversation, from 0
     * @param withFile whether it carries a file
     */
    record Planned(String tenant, int conversation, int place, boolean withFile) {}

    /** What befalls a sender. */
    enum Kind {
        /** SIGKILL, and another life. */
        KILL,
        /** SIGTERM, and another life. */
        STOP,
        /** SIGSTOP until others have got on. */
        PAUSE,
        /** One more begins, and takes over some of the others' conversations. */
        JOIN,
        /** It ends, and hands them back. */
        LEAVE
    }

    /**
     * Something befalls a sender.
     *
     * @param sender by number; the last one comes and goes
     * @param results that are there when it does
     */
    record Disaster(Kind kind, int sender, int results) {}

    static CommandScript of(long seed) {
        Random random = new Random(seed);
        return new CommandScript(
                commands(random),
                Map.of(ACME, faults(random), GLOBEX, faults(random)),
                disasters(random));
    }

    /** Conversations are mixed, each one's commands stay in order. */
    private static List<Planned> commands(Random random) {
        List<Integer> turns =
                new ArrayList<>(
                        IntStream.range(0, CONVERSATIONS * COMMANDS_EACH)
                                .mapToObj(i -> i % CONVERSATIONS)
                                .toList());
        Collections.shuffle(turns, random);
        int[] places = new int[CONVERSATIONS];
        return turns.stream()
                .map(c ->
                        new Planned(
                                c % 2 == 0 ? ACME : GLOBEX, c, places[c]++, random.nextBoolean()))
                .toList();
    }

    private static Map<Endpoint, List<ApiFault>> faults(Random random) {
        return Map.of(
                Endpoint.UPLOAD, calls(random),
                Endpoint.SEND, calls(random));
    }

    private static List<ApiFault> calls(Random random) {
        return Stream.generate(() -> open(random)).limit(CALLS).toList();
    }

    /** One answer in eight tells nothing of a call that took effect. */
    private static ApiFault open(Random random) {
        if (random.nextInt(8) > 0) {
            return fault(random);
        }
        return switch (random.nextInt(5)) {
            case 0 -> new ApiFault.FailWithEffect(500);
            case 1 -> new ApiFault.FailWithEffect(502);
            case 2 -> new ApiFault.FailWithEffect(504);
            case 3 -> new ApiFault.FailWithEffect(520);
            default -> new ApiFault.WithoutId();
        };
    }

    /** Half of the others succeed at once. */
    private static ApiFault fault(Random random) {
        return switch (random.nextInt(16)) {
            case 0, 1 -> new ApiFault.Fail(429, 1);
            case 2 -> new ApiFault.Fail(503);
            case 3 -> new ApiFault.Fail(500);
            case 4 -> new ApiFault.Fail(400);
            case 5 -> new ApiFault.DropConnection(true);
            case 6 -> new ApiFault.DropConnection(false);
            case 7 -> new ApiFault.Delay(1_500);
            case 8 -> new ApiFault.Silence(random.nextBoolean());
            default -> new ApiFault.Delay(random.nextInt(50));
        };
    }

    /** One of each kind, spread over the first four fifths of the work. */
    private static List<Disaster> disasters(Random random) {
        List<Kind> kinds = kinds(random);
        int all = CONVERSATIONS * COMMANDS_EACH;
        return IntStream.range(0, kinds.size())
                .mapToObj(i ->
                        new Disaster(
                                kinds.get(i),
                                sender(kinds.get(i), random),
                                i * all / 6 + random.nextInt(all / 8)))
                .toList();
    }

    /** In any order, but that one who leaves has joined. */
    private static List<Kind> kinds(Random random) {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.KILL, Kind.STOP, Kind.PAUSE));
        Collections.shuffle(kinds, random);
        int joins = random.nextInt(kinds.size());
        kinds.add(joins, Kind.JOIN);
        kinds.add(joins + 1 + random.nextInt(kinds.size() - joins), Kind.LEAVE);
        return kinds;
    }

    private static int sender(Kind kind, Random random) {
        return switch (kind) {
            case KILL, STOP, PAUSE -> random.nextInt(SENDERS);
            case JOIN, LEAVE -> GUEST;
        };
    }
}
