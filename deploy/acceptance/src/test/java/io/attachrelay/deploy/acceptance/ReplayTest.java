package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.TopicTail.Seen;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.TopicCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code attachrelay replay} beside running services. */
@ExtendWith(RunningSystems.class)
class ReplayTest {

    private final Stage stage;
    private final TopicCatalog topics;

    ReplayTest(InOneProcess system) {
        this.stage = system.stage();
        this.topics = stage.system().topics();
    }

    @Test
    void a_replay_lets_each_record_pass_once_and_repeats_its_verdict() throws Exception {
        // Given
        ArrivingMessage message = arrived(ACME, SampleFiles.jpeg());
        String id = UUID.randomUUID().toString();

        // When it is carried out twice under one id
        CommandRun first = replay(message, "--id", id);
        CommandRun second = replay(message, "--id", id);

        // Then
        stage.awaitDeduplicated();
        List<Seen<VerdictEvent>> verdicts = awaitVerdicts(message, 2);
        assertThat(copied(first)).isOne();
        assertThat(first.errors())
                .contains("go on with the same options and --id " + id + " --to ");
        assertThat(copied(second)).isZero();
        assertThat(stage.records(topics.fresh(), message.conversation())).hasSize(2);
        assertThat(verdicts.get(1).header(EventHeaders.REPLAY_ID)).hasValue(id);
        assertThat(verdicts.get(1).bytes()).isEqualTo(verdicts.get(0).bytes());
    }

    @Test
    void only_a_replay_with_effects_tells_the_flow_engine_and_the_agent_again() throws Exception {
        // Given
        ArrivingMessage message = arrived(GLOBEX, SampleFiles.windowsProgram());
        stage.awaitNotice(GLOBEX, message.conversation());

        // When one without effects goes before one with effects, in one conversation's order
        CommandRun silent = replay(message);
        awaitVerdicts(message, 2);
        CommandRun loud = replay(message, "--effects");

        // Then
        Stage.await().until(() -> stage.notices(GLOBEX, message.conversation()).size() > 1);
        assertThat(copied(silent)).isOne();
        assertThat(copied(loud)).isOne();
        assertThat(stage.notices(GLOBEX, message.conversation())).hasSize(2);
        assertThat(Stage.attributesOf(message)).hasSize(2);
        assertThat(Stage.attributesOf(message).get(1))
                .isEqualTo(Stage.attributesOf(message).get(0));
    }

    @Test
    void a_dry_run_counts_and_writes_nothing() throws Exception {
        // Given
        ArrivingMessage message = arrived(ACME, SampleFiles.jpeg());

        // When
        CommandRun run = replay(message, "--dry-run");

        // Then
        assertThat(copied(run)).isOne();
        assertThat(stage.records(topics.stored().replay(), message.conversation())).isEmpty();
    }

    private ArrivingMessage arrived(String tenant, SampleFile file) throws InterruptedException {
        ArrivingMessage message = stage.message(tenant, file);
        assertAcknowledged(message);
        stage.attributes(message, 1);
        return message;
    }

    private static void assertAcknowledged(ArrivingMessage message) {
        int status = message.deliver().status();
        if (status != 200) {
            throw new AssertionError("the webhook answered " + status);
        }
    }

    private CommandRun replay(ArrivingMessage message, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--from",
                                "2020-01-01T00:00:00Z",
                                "--conversation",
                                message.conversation(),
                                "--json"));
        arguments.addAll(List.of(more));
        CommandRun run = CommandRun.of(stage, "replay", arguments.toArray(String[]::new));
        assertThat(run.exitCode()).describedAs(run.errors()).isZero();
        return run;
    }

    private static long copied(CommandRun run) throws Exception {
        JsonNode records = Json.mapper().readTree(run.output()).path("records");
        return records.valueStream().mapToLong(JsonNode::asLong).sum();
    }

    private List<Seen<VerdictEvent>> awaitVerdicts(ArrivingMessage message, int count) {
        Stage.await().until(() -> stage.verdictsOf(message).size() >= count);
        return stage.verdictsOf(message);
    }
}
