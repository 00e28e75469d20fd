package io.attachrelay.deploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.acceptance.Chaos.Sent;
import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated deliveries, in disorder, in trouble and in duplicate, to two gateways that end and
 * start again: what must hold, holds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningSystems.class)
@ResourceLock(InFourProcesses.LOCK)
@Order(2)
class GeneratedTest {

    private static final long ALWAYS = 20_250_726;

    private final InFourProcesses system;
    private final Stage stage;
    private final Closing closing = new Closing();
    private ForbiddenHost forbidden;
    private ServiceProcess second;

    GeneratedTest(InFourProcesses system) {
        this.system = system;
        this.stage = system.stage();
    }

    static LongStream seeds() {
        return Seeds.from(ALWAYS);
    }

    @BeforeAll
    void start() throws IOException {
        system.allRunning();
        forbidden = closing.add(new ForbiddenHost());
        second = closing.add(secondGateway()).start();
    }

    /** Between it and the broker stands a line that may break. */
    private ServiceProcess secondGateway() {
        String broker = "127.0.0.1:" + stage.system().broker().proxy().port();
        return ServiceProcess.gateway(
                "second-gateway", stage, Map.of("ATTACHRELAY_KAFKA_BOOTSTRAP_SERVERS", broker));
    }

    @AfterAll
    void stop() {
        closing.close();
    }

    @ParameterizedTest(name = "-Dattachrelay.test.seed={0}")
    @MethodSource("seeds")
    void whatever_happens_what_is_acknowledged_is_kept_once_and_nothing_else_is(long seed)
            throws Exception {
        // Given
        System.out.println("generated deliveries: -Dattachrelay.test.seed=" + seed);
        Script script = new Generator(seed).script();
        var gateways = List.of(system.service(Role.GATEWAY), second);
        var chaos = new Chaos(stage, gateways, script, forbidden.url());
        var invariants = new Invariants(stage);

        // When
        chaos.play(script);

        // Then
        invariants.assertObjectsAreWhole(chaos.sent());
        invariants.assertBrokenLeaveNothing(chaos.sent(), chaos.acknowledged());
        invariants.assertSeenIsKept(chaos.sent());
        chaos.healAndRedeliver();
        assertThat(chaos.acknowledged()).hasSameSizeAs(chaos.sent());
        invariants.assertKeptOnce(chaos.sent());
        invariants.assertCameBack(chaos.sent());
        List<ArrivingMessage> twins = deliverTwins(chaos.sent());
        invariants.assertAsAfterOneCleanDelivery(chaos.sent(), twins);
        invariants.assertTokensWentWhereEventsLed(
                Stream.concat(chaos.sent().stream().map(Sent::message), twins.stream()).toList());
        invariants.assertNothingUnfinishedSince(chaos.lastEnd());
        assertNoSecrets();
        assertThat(forbidden.connections()).isZero();
    }

    private List<ArrivingMessage> deliverTwins(List<Sent> sent) {
        List<ArrivingMessage> twins =
                sent.stream().map(s -> s.plan().arrive(stage, forbidden.url())).toList();
        assertThat(twins.stream().map(ArrivingMessage::deliver))
                .allMatch(DeliveryAttempt::isAcknowledged);
        return twins;
    }

    private void assertNoSecrets() throws IOException, InterruptedException {
        Pattern secret = Secrets.of(stage, ForbiddenHost.ADDRESS);
        List<String> lines = new ArrayList<>(second.logLines());
        for (Role role : Role.values()) {
            lines.addAll(system.service(role).logLines());
        }
        assertThat(stage.allRecords()).noneMatch(record -> secret.matcher(record).find());
        assertThat(lines).noneMatch(line -> secret.matcher(line).find());
    }
}
