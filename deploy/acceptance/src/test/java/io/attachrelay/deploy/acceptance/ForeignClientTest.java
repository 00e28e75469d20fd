package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.SimulatedSystem;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import io.attachrelay.topic.EventHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another team with nothing but kcat and docs/commands.md, whose scripts are run as they stand. */
@ExtendWith(RunningSystems.class)
class ForeignClientTest {

    @TempDir Path folder;
    private final Stage stage;
    private DocumentedScripts page;

    ForeignClientTest(InOneProcess system) {
        this.stage = system.stage();
    }

    @BeforeAll
    static void require_kcat() {
        try {
            new ProcessBuilder("kcat", "-V").start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("kcat is missing; Debian has it in the package kcat", e);
        }
    }

    @BeforeEach
    void openPage() throws IOException {
        Files.write(folder.resolve("offer.pdf"), SampleFiles.pdf().bytes());
        page =
                new DocumentedScripts(
                        "commands.md",
                        folder,
                        Map.of(
                                "KAFKA", stage.system().bootstrapServers(),
                                "GATEWAY", stage.system().gatewayUrl().toString(),
                                "SERVICE_TOKEN", SimulatedSystem.SERVICE_TOKEN));
    }

    @Test
    void a_text_is_sent() throws Exception {
        // When
        page.run("text");

        // Then
        JsonNode result = awaitResult("greeting-4711");
        assertThat(result.path("outcome").asText()).isEqualTo("sent");
        assertThat(sent(result).text()).isEqualTo("Good morning.");
    }

    @Test
    void a_file_that_was_handed_over_is_sent_under_the_name_that_the_command_gives()
            throws Exception {
        // When
        page.run("file");

        // Then
        JsonNode result = awaitResult("offer-4711");
        assertThat(result.path("outcome").asText()).isEqualTo("sent");
        assertThat(stage.platform(ACME).received().uploads())
                .filteredOn(u -> u.id().equals(result.path("platformMediaId").asText()))
                .extracting(Received.Upload::fileName)
                .containsExactly("Your offer.pdf");
        assertThat(stage.records(stage.system().topics().result(), "conversation-1"))
                .extracting(r -> EventHeaders.text(r.headers(), EventHeaders.TRACEPARENT))
                .contains("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    @Test
    void a_command_without_a_key_is_carried_out() throws Exception {
        // Given
        String command =
                """
                {"commandId": "keyless-1", "tenant": "acme", "conversationId": "conversation-3",\
                 "to": "customer-1", "from": "agent-1", "text": "No key."}
                """;

        // When
        kcat(command, "-P", "-t", "outbound.command.v1");

        // Then
        assertThat(awaitResult("keyless-1").path("outcome").asText()).isEqualTo("sent");
    }

    @Test
    void what_can_not_be_read_is_a_dead_letter_that_says_why() throws Exception {
        // When
        page.run("bad");

        // Then
        Stage.await().untilAsserted(() -> assertThat(deadLetters()).hasSize(3));
        assertThat(deadLetters().get(0)).contains("ar_dlq_reason=is not JSON", "\"broken-1\"");
        assertThat(deadLetters().get(1))
                .contains("ar_dlq_reason=breaks its schema: /text (required), /attachment");
        assertThat(deadLetters().get(2))
                .contains("ar_dlq_reason=breaks its schema: /commandId (type)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbound.command.v1", "outbound.result.v1"})
    void the_page_names_every_field(String topic) throws IOException {
        // Given
        Set<String> fields = new TreeSet<>();
        try (var in = getClass().getResourceAsStream("/schemas/" + topic + ".json")) {
            Json.mapper()
                    .readTree(in)
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(fields::add);
        }

        // When
        String page = Files.readString(Path.of("..", "..", "docs", "commands.md"));

        // Then
        assertThat(fields).isNotEmpty().allMatch(field -> page.contains("`" + field + "`"));
    }

    private List<String> deadLetters() throws Exception {
        return page.run("dead-letters")
                .lines()
                .filter(l -> l.startsWith("conversation-2 "))
                .toList();
    }

    /** Until it is there, the page's own script is run again and again. */
    private JsonNode awaitResult(String commandId) {
        return Stage.await()
                .until(
                        () ->
                                page.run("results")
                                        .lines()
                                        .map(line -> line.substring(line.indexOf(' ') + 1))
                                        .map(ForeignClientTest::read)
                                        .filter(r -> r.path("commandId").asText().equals(commandId))
                                        .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private Received.Message sent(JsonNode result) {
        return stage.platform(ACME).received().messages().stream()
                .filter(m -> m.id().equals(result.path("platformMessageId").asText()))
                .findFirst()
                .orElseThrow();
    }

    private void kcat(String input, String... arguments) throws Exception {
        var line = new ArrayList<>(List.of("kcat", "-b", stage.system().bootstrapServers()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).start();
        try (var in = process.outputWriter()) {
            in.write(input);
        }
        assertThat(process.waitFor()).isZero();
    }
}
