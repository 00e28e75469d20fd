package io.attachrelay.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.replay.ReplayStage;
import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator who replays. */
class ReplayCommandTest extends CommandTest {

    private static final String FROM = "--from=2026-01-31T08:00:00Z";

    @TempDir static Path brokerDir;
    private static KafkaBroker broker;

    private final ReplayStage stage = new ReplayStage(broker);
    private Path settings;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.builder().dataDir(brokerDir).build().start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void writeSettings() throws IOException {
        settings = settings("bootstrap-servers: \"%s\"".formatted(broker.bootstrapServers()));
    }

    private Path settings(String kafka) throws IOException {
        return Files.writeString(
                dir.resolve("attachrelay.yaml"),
                "data-dir: %s%nkafka: {%s, topic-prefix: %s}%n"
                                .formatted(dir.resolve("data"), kafka, stage.prefix())
                        + TENANT);
    }

    @Test
    void a_broker_that_does_not_answer_is_named() throws Exception {
        // Given
        String nobody = "127.0.0.1:" + Ports.free();
        settings =
                settings(
                        "bootstrap-servers: \"%s\", properties: {default.api.timeout.ms: \"2000\", request.timeout.ms: \"1000\"}"
                                .formatted(nobody));

        // When
        int exit = replay("--dry-run");

        // Then
        assertThat(exit).isOne();
        assertThat(err.toString()).contains("the broker at " + nobody + " did not answer");
    }

    @Test
    void a_topic_that_is_not_there_is_wrong_usage() {
        // When
        int exit = replay();

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("has no topic " + stage.topics().stored().name());
    }

    @Test
    void an_id_is_gone_on_with_without_its_end_but_stands_for_nothing_else() {
        // Given
        stage.withTopics().publish("acme", 3);
        int first = replay("--id=once");

        // When
        int again = replay("--id=once", "--json");
        int other = replay("--id=once", "--tenant=acme");

        // Then
        assertThat(first).isZero();
        assertThat(again).isZero();
        assertThat(out.toString()).contains("once: 3 records").contains("\"records\":{}");
        assertThat(other).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "the id once was used for another replay: "
                                + stage.topics().stored().name());
    }

    @Test
    void a_replay_that_breaks_off_tells_how_to_go_on() throws Exception {
        // Given
        acceptNothing(stage.topics().stored().replay().name());
        stage.withTopics().publish("acme", 3);

        // When
        int exit = replay("--id=half", "--to=2099-01-01T00:00:00Z");

        // Then
        assertThat(exit).isOne();
        assertThat(err.toString())
                .containsSubsequence(
                        "replay half; if it ends early, go on with the same options and --id half --to 2099-01-01T00:00:00Z",
                        "replay half broke off; go on with the same options and --id half --to 2099-01-01T00:00:00Z",
                        "attachrelay: ");
    }

    private void acceptNothing(String topic) throws Exception {
        try (var admin = stage.clients().admin()) {
            var tiny = new NewTopic(topic, 6, (short) 1).configs(Map.of("max.message.bytes", "50"));
            admin.createTopics(List.of(tiny)).all().get();
        }
    }

    @Test
    void a_replay_that_is_told_to_end_leaves_no_batch_open() throws Exception {
        // Given
        stage.withTopics().publish("acme", 250);
        ChildProcess slow = start("--id=slow", "--rate=1");
        String batch = stage.clients().prefixed("replay-slow");
        assertThat(slow.await(() -> isOpen(batch), Duration.ofMinutes(3)))
                .describedAs(slow.quoteLog())
                .isTrue();

        // When
        int exit = slow.stop();

        // Then
        assertThat(exit).isEqualTo(143);
        assertThat(isOpen(batch)).isFalse();
    }

    private boolean isOpen(String batch) throws InterruptedException {
        try {
            return stage.isOpen(batch);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private ChildProcess start(String... options) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(arguments(options));
        return ChildProcess.start(line, Map.of(), dir.resolve("replay.log"));
    }

    private int replay(String... options) {
        return run(arguments(options).toArray(String[]::new));
    }

    private List<String> arguments(String... options) {
        return Stream.concat(Stream.of("replay", FROM, "--config=" + settings), Stream.of(options))
                .toList();
    }
}
