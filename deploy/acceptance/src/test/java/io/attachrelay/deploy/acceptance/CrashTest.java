package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Processes that are killed under load: nothing that was acknowledged is lost or doubled. */
@ExtendWith(RunningSystems.class)
@ResourceLock(InFourProcesses.LOCK)
@Order(2)
class CrashTest {

    /** As many as a busy platform delivers at once. */
    private static final int AT_ONCE = 8;

    private final InFourProcesses system;
    private final Stage stage;
    private final KafkaBroker broker;
    private final Ledger ledger;

    CrashTest(InFourProcesses system) {
        this.system = system;
        this.stage = system.stage();
        this.broker = stage.system().broker();
        this.ledger = new Ledger(stage);
    }

    @BeforeEach
    void run_all() throws IOException {
        system.allRunning();
    }

    @Test
    void a_gateway_killed_between_store_and_publish_loses_nothing() throws Exception {
        // Given a file that is stored while the broker is down
        ArrivingMessage message = stage.message(ACME, SampleFiles.png().seed(1));
        broker.kill();
        CompletableFuture<Delivery> delivery = supplyAsync(message::deliverWithRetries);
        awaitStored(message);

        // When
        system.service(Role.GATEWAY).kill();
        broker.start();
        system.service(Role.GATEWAY).start();

        // Then
        assertThat(delivery.get().isAcknowledged()).isTrue();
        assertThat(message.platform().media().downloads(message.media().getFirst())).isOne();
        ledger.with(message).assertHolds();
    }

    @Test
    void a_gateway_killed_before_its_publish_is_answered_loses_nothing() throws Exception {
        // Given a file that is stored while the broker stands still
        ArrivingMessage message = stage.message(GLOBEX, SampleFiles.png().seed(2));
        CompletableFuture<Delivery> delivery;
        try (var _ = new PausedProcess(broker.pid())) {
            delivery = supplyAsync(message::deliverWithRetries);
            awaitStored(message);

            // When
            system.service(Role.GATEWAY).kill();
        }
        system.service(Role.GATEWAY).start();

        // Then
        assertThat(delivery.get().isAcknowledged()).isTrue();
        assertThat(message.platform().media().downloads(message.media().getFirst())).isOne();
        ledger.with(message).assertHolds();
    }

    @Test
    void a_validator_killed_in_the_middle_of_a_stream_loses_and_doubles_nothing() throws Exception {
        // Given
        List<ArrivingMessage> messages = messages(200);
        try (ExecutorService platform = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Delivery>> deliveries = deliver(messages, platform);
            awaitJudged(messages, 40);

            // When
            system.service(Role.VALIDATOR).kill();
            int judged = judged(messages);
            system.service(Role.VALIDATOR).start();

            // Then
            assertThat(judged).describedAs("verdicts before the kill").isLessThan(200);
            assertAcknowledged(deliveries);
            ledger.with(messages).assertHolds();
        }
    }

    @Test
    void a_validator_that_was_killed_knows_what_it_saw_before() throws Exception {
        // Given judged events, and a gateway that has forgotten them
        List<ArrivingMessage> messages = messages(40);
        messages.forEach(ArrivingMessage::deliverWithRetries);
        awaitJudged(messages, 40);
        system.service(Role.GATEWAY).kill();
        system.service(Role.GATEWAY).start();
        long storedBefore = stage.endOf(stage.system().topics().stored());

        // When
        system.service(Role.VALIDATOR).kill();
        system.service(Role.VALIDATOR).start();
        List<Delivery> again = messages.stream().map(ArrivingMessage::deliverWithRetries).toList();

        // Then
        assertThat(again).allMatch(Delivery::isAcknowledged);
        assertThat(stage.endOf(stage.system().topics().stored())).isEqualTo(storedBefore + 40);
        ledger.with(messages).assertHolds();
    }

    @Test
    void a_broker_killed_while_events_flow_loses_and_doubles_nothing() throws Exception {
        // Given
        List<ArrivingMessage> messages = messages(120);
        try (ExecutorService platform = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Delivery>> deliveries = deliver(messages, platform);
            awaitJudged(messages, 10);

            // When
            broker.kill();
            int judged = judged(messages);
            broker.start();

            // Then
            assertThat(judged).describedAs("verdicts before the kill").isLessThan(120);
            assertAcknowledged(deliveries);
            ledger.with(messages).assertHolds();
        }
    }

    @Test
    void a_sender_killed_while_commands_flow_sends_nothing_twice() throws Exception {
        // Given conversations of ten messages each, whose calls take 2 s together
        stage.system().cxone().apiFaults().inject(Endpoint.SEND, new ApiFault.Delay(200));
        List<OutboundCommand> commands = commands(6, 10);
        commands.forEach(system.company()::publish);
        Stage.await().until(() -> ended(commands) >= 10);

        // When
        system.service(Role.SENDER).kill();
        int ended = ended(commands);
        system.service(Role.SENDER).start();

        // Then
        assertThat(ended).describedAs("results before the kill").isLessThan(60);
        for (OutboundCommand command : commands) {
            assertEndedOnce(command, system.company().result(command));
        }
    }

    private static List<OutboundCommand> commands(int conversations, int each) {
        return Stream.generate(CompanyService::newConversation)
                .limit(conversations)
                .flatMap(c ->
                        IntStream.range(0, each)
                                .mapToObj(
                                        i -> CompanyService.command(GLOBEX, c, c + " " + i, null)))
                .toList();
    }

    private int ended(List<OutboundCommand> commands) {
        return (int) commands.stream().filter(c -> !system.company().results(c).isEmpty()).count();
    }

    /** A send that was under way at the kill is declared to be in doubt and is not begun again. */
    private void assertEndedOnce(OutboundCommand command, OutboundResult result) {
        long sent =
                stage.system().cxone().received().messages().stream()
                        .filter(m -> command.text().equals(m.text()))
                        .count();
        byte[] first = system.company().results(command).getFirst();
        assertThat(system.company().results(command))
                .allSatisfy(again -> assertThat(again).isEqualTo(first));
        if (result.outcome() == Outcome.SENT) {
            assertThat(sent).isOne();
        } else {
            assertThat(result.reason()).isEqualTo(ReasonCode.SEND_IN_DOUBT);
            assertThat(sent).isLessThanOrEqualTo(1);
        }
    }

    private void awaitStored(ArrivingMessage message) {
        Stage.await()
                .until(() ->
                        stage.store()
                                .find(message.objectKey(message.media().getFirst()))
                                .isPresent());
    }

    private List<ArrivingMessage> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stage.message(i % 2 == 0 ? ACME : GLOBEX, SampleFiles.png().seed(i)))
                .toList();
    }

    private static List<Future<Delivery>> deliver(
            List<ArrivingMessage> messages, ExecutorService platform) {
        return messages.stream().map(m -> platform.submit(m::deliverWithRetries)).toList();
    }

    private void awaitJudged(List<ArrivingMessage> messages, int count) {
        Stage.await().until(() -> judged(messages) >= count);
    }

    private int judged(List<ArrivingMessage> messages) {
        return (int) messages.stream().filter(m -> !stage.verdictsOf(m).isEmpty()).count();
    }

    private static void assertAcknowledged(List<Future<Delivery>> deliveries) throws Exception {
        for (Future<Delivery> delivery : deliveries) {
            assertThat(delivery.get().isAcknowledged()).isTrue();
        }
    }
}
