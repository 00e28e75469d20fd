package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.clamd.ClamdProcess;
import io.attachrelay.deploy.testkit.clamd.ClamdSearch;
import io.attachrelay.deploy.testkit.clamd.Signatures;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole system with a clamd that is there, ends, hangs and comes back. */
class AntivirusTest {

    private static final SampleFile MALWARE = SampleFiles.jpeg().seed(77);
    private static final Signatures SIGNATURES =
            Signatures.eicar(1).knowingFile("Test.Picture", MALWARE.bytes());

    private static Closing closing;
    private static ClamdProcess clamd;
    private static Stage stage;

    private long seed;

    @BeforeAll
    static void start() throws IOException {
        closing = new Closing();
        switch (ClamdProcess.find(SIGNATURES)) {
            case ClamdSearch.Found(var found) -> clamd = closing.add(found);
            case ClamdSearch.Absent(var reason) -> abort(reason);
        }
        stage =
                closing.add(
                        Stage.set(
                                "antivirus",
                                world ->
                                        world.set("antivirus.address", "unix:" + clamd.unixSocket())
                                                .set("antivirus.connect-timeout", "1s")));
        closing.add(stage.system().start(Role.values()));
    }

    @AfterAll
    static void stop() {
        closing.close();
    }

    @BeforeEach
    void otherFilesThanBefore() {
        seed = System.nanoTime();
    }

    @AfterEach
    void upAgain() throws IOException {
        clamd.kill();
        clamd.start(SIGNATURES);
    }

    @Test
    void the_flow_engine_and_the_agent_are_told_of_malware() throws Exception {
        // Given
        ArrivingMessage message = stage.message(GLOBEX, MALWARE, SampleFiles.png().seed(seed));

        // When
        message.deliver();

        // Then
        assertThat(stage.attributes(message, 2))
                .containsEntry("media_verdict", "mixed")
                .containsEntry("media_reasons", "malware");
        stage.awaitNotice(GLOBEX, message.target());
        assertThat(stage.notices(GLOBEX, message.target()))
                .singleElement()
                .asString()
                .contains("the file contains malware");
    }

    @Test
    void a_message_waits_for_one_that_is_down_and_no_other_verdict_comes_before() throws Exception {
        // Given
        ArrivingMessage message = stage.message(GLOBEX, SampleFiles.png().seed(seed));
        clamd.kill();

        // When: it is acknowledged, and tried by the inspector at least once
        int status = message.deliver().status();
        stage.awaitDeduplicated();
        JsonNode down = antivirus();
        boolean early = !stage.verdictsOf(message).isEmpty();
        clamd.start(SIGNATURES);

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(down.path("healthy").asBoolean()).isFalse();
        assertThat(early).isFalse();
        assertThat(stage.attributes(message, 1)).containsEntry("media_verdict", "accepted");
        assertThat(antivirus().path("detail").asText()).matches(".*clamd.sock, ClamAV .*/1/.*");
    }

    @Test
    void a_message_waits_for_one_that_hangs() throws Exception {
        // Given
        ArrivingMessage message = stage.message(ACME, MALWARE);
        clamd.pause();

        // When
        message.deliver();
        stage.awaitDeduplicated();
        JsonNode hanging = antivirus();
        boolean early = !stage.verdictsOf(message).isEmpty();
        clamd.resume();

        // Then
        assertThat(hanging.path("detail").asText()).contains("silent");
        assertThat(early).isFalse();
        assertThat(stage.attributes(message, 1)).containsEntry("media_reasons", "malware");
    }

    private static JsonNode antivirus() throws Exception {
        CommandRun run = CommandRun.of(stage, "doctor", "--json");
        List<JsonNode> findings = Json.mapper().readTree(run.output()).valueStream().toList();
        return findings.stream()
                .filter(f -> f.path("subject").asText().equals("antivirus"))
                .findFirst()
                .orElseThrow();
    }
}
