package io.attachrelay.deploy.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    private static final List<String> VALUES =
            IntStream.range(0, 1_000).mapToObj(i -> "value-" + i).toList();

    private static final int PARTITIONS = 12;

    /** A broker that is back before its session is over is taken for the one before. */
    private static final String LONGER_THAN_A_START = "6000";

    /** Says when it takes a partition for deleted. */
    private static final String MARKERS =
            "kafka.coordinator.transaction.TransactionMarkerChannelManager";

    @TempDir Path dir;
    private final List<KafkaBroker> brokers = new ArrayList<>();

    @AfterEach
    void close() {
        brokers.forEach(KafkaBroker::close);
    }

    @Test
    void acknowledged_records_survive_a_killed_broker() throws Exception {
        // Given
        var broker = broker(KafkaBroker.builder().flushEachAppend()).start();
        createTopic(broker, "kept");
        produce(broker, "kept");
        long first = broker.pid();

        // When
        broker.kill();
        broker.start();

        // Then
        assertThat(broker.pid()).isNotEqualTo(first);
        assertThat(consume(broker, "kept")).isEqualTo(VALUES);
    }

    /** Without {@link FencedFirst} Kafka skips them in most starts, and forgets some. */
    @Test
    void a_transaction_that_was_committed_right_before_a_kill_gets_its_end() throws Exception {
        // Given
        var broker =
                broker(
                                KafkaBroker.builder()
                                        .flushEachAppend()
                                        .property("broker.session.timeout.ms", LONGER_THAN_A_START)
                                        .talkative(MARKERS))
                        .start();
        createTopic(broker, "ended", PARTITIONS);
        try (var producer = transactional(broker)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < PARTITIONS; i++) {
                producer.send(new ProducerRecord<>("ended", i, "key", "value"));
            }
            producer.commitTransaction();

            // When
            broker.kill();
        }
        broker.start();

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> openTransactions(broker).isEmpty());
        assertThat(Files.readString(broker.logFile())).doesNotContain("can be skipped");
    }

    @Test
    void a_clean_stop_ends_with_the_code_of_sigterm_and_a_later_process_finds_the_data()
            throws Exception {
        // Given
        var first = broker(KafkaBroker.builder()).start();
        createTopic(first, "kept");
        produce(first, "kept");

        // When
        int exitCode = first.stop();

        // Then
        assertThat(exitCode).isIn(0, 143);
        assertThat(first.isRunning()).isFalse();
        var second = broker(KafkaBroker.builder()).start();
        assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
        assertThat(consume(second, "kept")).isEqualTo(VALUES);
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            var broker = broker(KafkaBroker.builder().port(other.getLocalPort()));

            // When, Then
            assertThatThrownBy(broker::start)
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining(
                            "port %d on 127.0.0.1 is taken".formatted(other.getLocalPort()));
        }
    }

    @Test
    void a_broker_that_refuses_its_settings_is_explained_by_its_log() {
        // Given
        var broker = broker(KafkaBroker.builder().property("log.retention.bytes", "many"));

        // When, Then
        assertThatThrownBy(broker::start)
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(broker.logFile().toString())
                .hasMessageContaining("Invalid value many");
    }

    @Test
    void the_broker_ends_with_its_parent() throws Exception {
        // Given
        var parent = otherProcess();
        long broker = Long.parseLong(parent.inputReader().readLine());

        // When
        parent.destroyForcibly().waitFor();

        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.of(broker).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void a_start_waits_for_the_end_of_a_broker_that_has_lost_its_parent() throws Exception {
        // Given
        var parent = otherProcess();
        long orphan = Long.parseLong(parent.inputReader().readLine());
        parent.destroyForcibly().waitFor();

        // When
        var broker = broker(KafkaBroker.builder()).start();

        // Then
        assertThat(broker.isRunning()).isTrue();
        assertThat(broker.pid()).isNotEqualTo(orphan);
    }

    @Test
    void a_second_broker_on_a_folder_is_refused() {
        // Given
        broker(KafkaBroker.builder()).start();
        var second = broker(KafkaBroker.builder().port(Ports.free()));

        // When, Then
        assertThatThrownBy(second::start)
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("another broker runs on the folder " + dir);
    }

    private Process otherProcess() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerOwner.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void a_start_writes_nothing_but_warnings_to_the_log_file() throws IOException {
        // Given
        var broker = broker(KafkaBroker.builder());

        // When
        broker.start();

        // Then
        assertThat(Files.readString(broker.logFile())).doesNotContain(" INFO ", " DEBUG ");
    }

    private KafkaBroker broker(KafkaBroker.Builder builder) {
        var broker = builder.dataDir(dir).build();
        brokers.add(broker);
        return broker;
    }

    private static void createTopic(KafkaBroker broker, String topic) throws Exception {
        createTopic(broker, topic, 1);
    }

    private static void createTopic(KafkaBroker broker, String topic, int partitions)
            throws Exception {
        try (var admin = Admin.create(client(broker))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
            TopicLeaders.await(admin, topic, partitions);
        }
    }

    private static Producer<String, String> transactional(KafkaBroker broker) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "one");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<ProducerState> openTransactions(KafkaBroker broker) throws Exception {
        var partitions =
                IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition("ended", i));
        try (var admin = Admin.create(client(broker))) {
            return admin.describeProducers(partitions.toList()).all().get().values().stream()
                    .flatMap(state -> state.activeProducers().stream())
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .toList();
        }
    }

    private static void produce(KafkaBroker broker, String topic) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            VALUES.forEach(value -> sent.add(producer.send(new ProducerRecord<>(topic, value))));
            for (var record : sent) {
                record.get();
            }
        }
    }

    private static List<String> consume(KafkaBroker broker, String topic) {
        var values = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        client(broker), new StringDeserializer(), new StringDeserializer())) {
            var partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(record -> values.add(record.value()));
                        return values.size() >= VALUES.size();
                    });
        }
        return values;
    }

    private static Map<String, Object> client(KafkaBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
