package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.demo.Demo;
import io.attachrelay.deploy.system.AttachRelay;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is really produced, on every topic, is what the AsyncAPI document and its schemas say. */
@Order(4)
class PublicContractTest {

    private static final PublishedContract CONTRACT = new PublishedContract();
    private static Stage stage;
    private static AttachRelay services;
    private static TopicCatalog topics;

    /** The demo's cases, replays of both kinds, and something bad on each topic that is read. */
    @BeforeAll
    static void let_everything_happen() throws Exception {
        stage =
                Stage.set(
                        "public-contract",
                        w -> w.set("fetch.max-bytes", Integer.toString(Demo.maxBytes())));
        topics = stage.system().topics();
        services = stage.system().start(Role.values());
        StringWriter table = new StringWriter();
        try (Demo demo = new Demo(stage.system(), new PrintWriter(table), false)) {
            assertThat(demo.run()).as(table.toString()).isTrue();
        }
        ArrivingMessage program = stage.message(ACME, SampleFiles.windowsProgram());
        assertThat(program.deliver().status()).isEqualTo(200);
        stage.verdict(program);
        replay("media.stored.v1");
        replay("media.verdict.v1");
        publishWhatIsBad();
        Stage.await().untilAsserted(() -> assertThat(emptyTopics()).isEmpty());
        stage.awaitDeduplicated();
    }

    @AfterAll
    static void close() {
        services.close();
        stage.close();
    }

    private static void replay(String topic) throws Exception {
        CommandRun run =
                CommandRun.of(stage, "replay", "--from", "2020-01-01T00:00:00Z", "--topic", topic);
        assertThat(run.exitCode()).as(run.errors()).isZero();
    }

    private static void publishWhatIsBad() throws Exception {
        try (Producer<byte[], byte[]> stranger = stage.system().clients().producer()) {
            for (Topic<?> read : deadLetters()) {
                String topic = read.name().replaceFirst("\\.dlq$", "");
                stranger.send(
                                new ProducerRecord<>(
                                        topic, "bad".getBytes(UTF_8), "{".getBytes(UTF_8)))
                        .get();
            }
        }
    }

    private static List<Topic<?>> deadLetters() {
        return topics.all().stream().filter(t -> t.name().endsWith(".dlq")).toList();
    }

    private static List<String> emptyTopics() throws InterruptedException {
        List<String> empty = new ArrayList<>();
        for (Topic<?> topic : topics.all()) {
            if (stage.records(topic.name()).isEmpty()) {
                empty.add(topic.name());
            }
        }
        return empty;
    }

    @Test
    void every_topic_that_there_is_stands_in_the_document() {
        // When
        var ours = new TreeSet<>(stage.topicNames());
        ours.removeIf(name -> name.startsWith("__") || name.contains("-changelog"));

        // Then
        assertThat(CONTRACT.topics()).isEqualTo(ours);
    }

    @Test
    void every_record_has_the_value_and_the_headers_that_are_written_of_its_topic()
            throws Exception {
        Set<String> differences = new TreeSet<>();
        for (Topic<?> topic : topics.all()) {
            for (ConsumerRecord<byte[], byte[]> record : stage.records(topic.name())) {
                if (!isBad(record)) {
                    CONTRACT.differences(record)
                            .forEach(d -> differences.add(topic.name() + ": " + d));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void the_key_of_every_record_about_a_conversation_is_its_id() throws Exception {
        for (Topic<?> topic : topics.all()) {
            for (ConsumerRecord<byte[], byte[]> record : stage.records(topic.name())) {
                if (!isBad(record) && !topic.name().endsWith(".dlq")) {
                    JsonNode conversation =
                            Json.mapper().readTree(record.value()).path("conversationId");
                    assertThat(conversation.asText(key(record))).isEqualTo(key(record));
                }
            }
        }
    }

    @Test
    void a_bad_record_is_a_dead_letter_as_it_came_with_where_it_stood() throws Exception {
        for (Topic<?> topic : deadLetters()) {
            assertThat(stage.records(topic.name()))
                    .as(topic.name())
                    .isNotEmpty()
                    .allSatisfy(letter -> {
                        assertThat(new String(letter.value(), UTF_8)).isEqualTo("{");
                        assertThat(key(letter)).isEqualTo("bad");
                    });
        }
    }

    /** What the stranger published is on the topic that it was published to as well. */
    private static boolean isBad(ConsumerRecord<byte[], byte[]> record) {
        return !record.topic().endsWith(".dlq") && key(record).equals("bad");
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }
}
