package io.attachrelay.validator.dedup;

import static io.attachrelay.validator.dedup.DedupWorld.LIMIT;
import static io.attachrelay.validator.dedup.DedupWorld.awaitTrue;
import static io.attachrelay.validator.dedup.DedupWorld.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Topic;
import io.attachrelay.validator.TestKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class DeduplicatorFaultTest {

    private static final List<String> FIRST_HALF = ids(0, 3_000);
    private static final List<String> SECOND_HALF = ids(3_000, 6_000);
    private static final List<String> ALL = ids(0, 6_000);

    @TempDir static Path shared;
    private static KafkaBroker broker;

    @TempDir Path dir;
    private DedupWorld world;

    @BeforeAll
    static void startBroker() {
        broker = TestKafka.startBroker(shared);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        world = new DedupWorld(broker, test.getTestMethod().orElseThrow().getName() + ".", dir);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void every_event_passes_exactly_once_when_the_deduplicator_is_killed() throws Exception {
        // Given
        ChildProcess first = world.startProcess();
        world.sendAndWait(FIRST_HALF);
        awaitTrue(() -> !world.passed().isEmpty());

        // When
        var rest = world.send(ALL);
        first.kill();
        ChildProcess second = world.startProcess();
        DedupWorld.acknowledged(rest);
        world.sendAndWait(FIRST_HALF);

        // Then
        world.awaitReadToTheEnd(second);
        second.stop();
        assertThat(world.passed()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void every_event_passes_exactly_once_when_the_broker_is_killed() throws Exception {
        // Given
        ChildProcess deduplicator = world.startProcess();
        world.sendAndWait(FIRST_HALF);
        awaitTrue(() -> !world.passed().isEmpty());

        // When
        world.sendAndWait(SECOND_HALF);
        broker.kill();
        broker.start();
        world.sendAndWait(ALL);

        // Then
        world.awaitReadToTheEnd(deduplicator);
        deduplicator.stop();
        assertThat(world.passed()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void a_record_that_can_not_be_written_is_tried_anew_and_never_skipped() throws Exception {
        // Given
        limitFreshRecords(1_000);
        try (var deduplicator = world.deduplicator("host-1", 1)) {
            deduplicator.start();
            world.sendAndWait(world.event("large", new byte[2_000]));
            world.sendAndWait(List.of("next"));
            awaitTrue(() -> deduplicator.faults() >= 2);

            // When
            limitFreshRecords(1 << 20);

            // Then
            await().dontCatchUncaughtExceptions()
                    .atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(world.passed()).containsExactlyInAnyOrder("large", "next"));
            assertThat(deduplicator.isRunning()).isTrue();
        }
    }

    @Test
    void poison_is_parked_in_the_transaction_that_moves_past_it() throws Exception {
        try (var deduplicator = world.deduplicator("host-1", 1)) {
            // Given
            deduplicator.start();
            var stored = world.kafka().topics().stored();

            // When
            world.sendAndWait(
                    new ProducerRecord<>(
                            stored.name(), 4, "key".getBytes(UTF_8), "value".getBytes(UTF_8)));
            world.sendAndWait(List.of("next"));

            // Then
            awaitTrue(() -> world.passed().equals(List.of("next")));
            Topic<?> deadLetters = stored.deadLetters();
            awaitTrue(() -> !world.kafka().read(deadLetters).isEmpty());
            var letter = world.kafka().read(deadLetters).getFirst();
            assertThat(letter.value()).isEqualTo("value".getBytes(UTF_8));
            assertThat(letter.partition()).isEqualTo(4);
            assertThat(EventHeaders.text(letter.headers(), "ar_dlq_offset")).isEqualTo("0");
        }
    }

    private void limitFreshRecords(int bytes) throws Exception {
        String fresh = world.kafka().topics().fresh().name();
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, fresh);
        var limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
        world.kafka()
                .admin()
                .incrementalAlterConfigs(
                        Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
