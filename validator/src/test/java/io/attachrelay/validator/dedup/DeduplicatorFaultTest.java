package io.attachrelay.validator.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.settings.DedupSettings;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Topic;
import io.attachrelay.validator.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.Producer;
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

    private static final Duration LIMIT = Duration.ofSeconds(90);
    // 128 and SIGTERM's number.
    private static final int ENDED_IN_ORDER = 143;
    private static final List<String> FIRST_HALF = ids(0, 3_000);
    private static final List<String> SECOND_HALF = ids(3_000, 6_000);
    private static final List<String> ALL = ids(0, 6_000);

    @TempDir static Path shared;
    private static KafkaBroker broker;

    @TempDir Path dir;
    private TestKafka kafka;
    private Producer<byte[], byte[]> producer;

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
        kafka = new TestKafka(broker, test.getTestMethod().orElseThrow().getName() + ".");
        producer = kafka.clients().producer();
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
        kafka.close();
    }

    @Test
    void every_event_passes_exactly_once_when_the_deduplicator_is_killed() throws Exception {
        // Given
        ChildProcess first = startDeduplicator();
        acknowledged(send(FIRST_HALF));
        await().dontCatchUncaughtExceptions().atMost(LIMIT).until(() -> !passed().isEmpty());

        // When
        var rest = send(ALL);
        first.kill();
        ChildProcess second = startDeduplicator();
        acknowledged(rest);
        acknowledged(send(FIRST_HALF));

        // Then
        awaitReadToTheEnd(second);
        second.stop();
        assertThat(passed()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void what_a_killed_one_had_committed_is_believed_and_nothing_else() throws Exception {
        // Given
        List<String> many = ids(3_000, 12_000);
        killInTheMiddleOf(many);

        // When
        ChildProcess next = startDeduplicator();
        acknowledged(send(many));

        // Then
        awaitReadToTheEnd(next);
        next.stop();
        assertThat(passed()).containsExactlyInAnyOrderElementsOf(ids(0, 12_000));
        assertThat(DeduplicatorProcess.log(dir)).content().doesNotContain("Corrupted");
    }

    /** The broker may have lost what the state still tells of. */
    @Test
    void what_is_left_from_before_the_machine_died_is_read_anew() throws Exception {
        // Given
        List<String> many = ids(3_000, 12_000);
        killInTheMiddleOf(many);

        // When
        ChildProcess next = startDeduplicator("next boot");
        acknowledged(send(many));

        // Then
        awaitReadToTheEnd(next);
        next.stop();
        assertThat(passed()).containsExactlyInAnyOrderElementsOf(ids(0, 12_000));
        assertThat(DeduplicatorProcess.log(dir))
                .content()
                .contains("was in use when the machine ended");
    }

    private void killInTheMiddleOf(List<String> many) throws Exception {
        ChildProcess first = startDeduplicator();
        acknowledged(send(FIRST_HALF));
        awaitReadToTheEnd(first);
        assertThat(first.stop()).isEqualTo(ENDED_IN_ORDER);
        ChildProcess second = startDeduplicator();
        var rest = send(many);
        await().dontCatchUncaughtExceptions()
                .atMost(LIMIT)
                .until(() -> passed().size() > FIRST_HALF.size());
        second.kill();
        acknowledged(rest);
        assertThat(kafka.isReadToTheEnd("deduplicator", kafka.topics().stored())).isFalse();
    }

    @Test
    void every_event_passes_exactly_once_when_its_partitions_move_to_and_fro() throws Exception {
        // Given
        ChildProcess first = startDeduplicator();
        acknowledged(send(FIRST_HALF));
        awaitReadToTheEnd(first);

        // When
        try (var second = deduplicator("host-2")) {
            second.start();
            acknowledged(send(ALL));
            awaitReadToTheEnd(first);
            first.stop();
            acknowledged(send(ids(0, 9_000)));
            awaitReadToTheEnd();
            first = startDeduplicator();
            acknowledged(send(ids(0, 12_000)));
            awaitReadToTheEnd(first);
        }
        acknowledged(send(ids(0, 15_000)));

        // Then
        awaitReadToTheEnd(first);
        first.stop();
        assertThat(passed()).containsExactlyInAnyOrderElementsOf(ids(0, 15_000));
    }

    @Test
    void every_event_passes_exactly_once_when_the_broker_is_killed() throws Exception {
        // Given
        ChildProcess deduplicator = startDeduplicator();
        acknowledged(send(FIRST_HALF));
        await().dontCatchUncaughtExceptions().atMost(LIMIT).until(() -> !passed().isEmpty());

        // When
        acknowledged(send(SECOND_HALF));
        broker.kill();
        broker.start();
        acknowledged(send(ALL));

        // Then
        awaitReadToTheEnd(deduplicator);
        deduplicator.stop();
        assertThat(passed()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void a_record_that_can_not_be_written_is_tried_anew_and_never_skipped() throws Exception {
        // Given
        limitFreshRecords(1_000);
        try (var deduplicator = deduplicator()) {
            deduplicator.start();
            acknowledged(List.of(producer.send(event("large", new byte[2_000]))));
            acknowledged(send(List.of("next")));
            await().dontCatchUncaughtExceptions()
                    .atMost(LIMIT)
                    .until(() -> deduplicator.faults() >= 2);

            // When
            limitFreshRecords(1 << 20);

            // Then
            await().dontCatchUncaughtExceptions()
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(passed()).containsExactlyInAnyOrder("large", "next"));
            assertThat(deduplicator.isRunning()).isTrue();
        }
    }

    @Test
    void poison_is_parked_in_the_transaction_that_moves_past_it() throws Exception {
        try (var deduplicator = deduplicator()) {
            // Given
            deduplicator.start();

            // When
            acknowledged(
                    List.of(
                            producer.send(
                                    new ProducerRecord<>(
                                            kafka.topics().stored().name(),
                                            4,
                                            "key".getBytes(UTF_8),
                                            "value".getBytes(UTF_8)))));
            acknowledged(send(List.of("next")));

            // Then
            await().dontCatchUncaughtExceptions()
                    .atMost(LIMIT)
                    .until(() -> passed().equals(List.of("next")));
            Topic<?> deadLetters = kafka.topics().stored().deadLetters();
            await().dontCatchUncaughtExceptions()
                    .atMost(LIMIT)
                    .until(() -> !kafka.read(deadLetters).isEmpty());
            var letter = kafka.read(deadLetters).getFirst();
            assertThat(letter.value()).isEqualTo("value".getBytes(UTF_8));
            assertThat(letter.partition()).isEqualTo(4);
            assertThat(EventHeaders.text(letter.headers(), "ar_dlq_offset")).isEqualTo("0");
        }
    }

    private Deduplicator deduplicator() {
        return deduplicator("host-1");
    }

    private Deduplicator deduplicator(String instance) {
        return new Deduplicator(
                kafka.clients(),
                kafka.topics(),
                DedupSettings.DEFAULT,
                dir.resolve("state-" + instance),
                instance,
                1);
    }

    private ChildProcess startDeduplicator() throws Exception {
        return startDeduplicator("this boot");
    }

    private ChildProcess startDeduplicator(String boot) throws Exception {
        return DeduplicatorProcess.start(broker.bootstrapServers(), kafka.prefix(), dir, boot);
    }

    private void awaitReadToTheEnd(ChildProcess deduplicator) {
        await().dontCatchUncaughtExceptions()
                .atMost(LIMIT)
                .failFast(() ->
                        assertThat(deduplicator.isAlive()).as(deduplicator.quoteLog()).isTrue())
                .until(() -> kafka.isReadToTheEnd("deduplicator", kafka.topics().stored()));
    }

    private void awaitReadToTheEnd() {
        await().dontCatchUncaughtExceptions()
                .atMost(LIMIT)
                .until(() -> kafka.isReadToTheEnd("deduplicator", kafka.topics().stored()));
    }

    private List<Future<?>> send(List<String> ids) {
        var sent = new ArrayList<Future<?>>();
        ids.forEach(id -> sent.add(producer.send(event(id, new byte[600]))));
        return sent;
    }

    private ProducerRecord<byte[], byte[]> event(String id, byte[] value) {
        byte[] key = ("conversation-" + id).getBytes(UTF_8);
        var event = new ProducerRecord<>(kafka.topics().stored().name(), key, value);
        event.headers().add(EventHeaders.DEDUP_KEY, id.getBytes(UTF_8));
        return event;
    }

    private static void acknowledged(List<Future<?>> sent) throws Exception {
        for (Future<?> record : sent) {
            record.get();
        }
    }

    private List<String> passed() throws Exception {
        return kafka.read(kafka.topics().fresh()).stream()
                .map(r -> EventHeaders.text(r.headers(), EventHeaders.DEDUP_KEY))
                .toList();
    }

    private void limitFreshRecords(int bytes) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, kafka.topics().fresh().name());
        var limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
        kafka.admin()
                .incrementalAlterConfigs(
                        Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "id-" + i).toList();
    }
}
