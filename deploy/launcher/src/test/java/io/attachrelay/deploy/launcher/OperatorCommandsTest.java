package io.attachrelay.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.quarantine.QuarantinedSample;
import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.model.Json;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator types and gets, where nothing runs. */
class OperatorCommandsTest extends CommandTest {

    private static final String MEDIA_ID = "aaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-cccccccccccccccc";

    private Path settings;

    @BeforeEach
    void writeSettings() throws IOException {
        settings =
                Files.writeString(
                        dir.resolve("attachrelay.yaml"),
                        "data-dir: %s%nlinks: {secret: a-secret-that-signs-links-in-this-test}%n"
                                        .formatted(dir.resolve("data"))
                                + TENANT);
    }

    @Test
    void the_doctor_makes_nothing() throws Exception {
        // When
        int exit = runWithSettings("doctor", "--json");

        // Then
        assertThat(exit).isZero();
        assertThat(finding("store").path("detail").asText()).contains("the first start makes");
        assertThat(dir.resolve("data")).doesNotExist();
    }

    @Test
    void the_doctor_says_when_the_store_can_not_be_made() throws Exception {
        // Given
        Files.writeString(dir.resolve("data"), "a file where a folder should be");

        // When
        int exit = runWithSettings("doctor", "--json");

        // Then
        assertThat(exit).isOne();
        assertThat(finding("store").path("healthy").asBoolean()).isFalse();
    }

    @Test
    void the_doctor_says_when_the_broker_does_not_answer() throws Exception {
        // Given
        Files.writeString(
                settings,
                Files.readString(settings)
                        + "kafka: {bootstrap-servers: \"127.0.0.1:%d\"}%n".formatted(Ports.free()));

        // When
        int exit = runWithSettings("doctor", "--json");

        // Then
        assertThat(exit).isOne();
        assertThat(finding("kafka").path("detail").asText()).contains("does not answer");
    }

    @Test
    void the_doctor_says_that_nothing_is_scanned_and_when_the_antivirus_does_not_answer()
            throws Exception {
        // When
        runWithSettings("doctor", "--json");
        JsonNode off = finding("antivirus");
        out.getBuffer().setLength(0);
        Files.writeString(
                settings,
                Files.readString(settings)
                        + "antivirus: {address: \"127.0.0.1:%d\"}%n".formatted(Ports.free()));
        int exit = runWithSettings("doctor", "--json");

        // Then
        assertThat(off.path("healthy").asBoolean()).isTrue();
        assertThat(off.path("detail").asText()).contains("files are not scanned");
        assertThat(exit).isOne();
        assertThat(finding("antivirus").path("detail").asText()).contains("could not be asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-5m", "soon", "15"})
    void a_link_that_would_never_serve_is_wrong_usage(String lifetime) {
        // When
        int exit = runWithSettings("link", "acme", MEDIA_ID, "--lifetime=" + lifetime);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--lifetime: " + lifetime);
    }

    @Test
    void a_link_to_a_file_that_is_not_there_fails() {
        // When
        int exit = runWithSettings("link", "acme", MEDIA_ID, "--lifetime=3d");

        // Then
        assertThat(exit).isOne();
        assertThat(err.toString()).contains("acme has no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b"})
    void a_replay_id_that_no_record_could_carry_is_wrong_usage(String id) throws IOException {
        // Given
        Files.writeString(
                settings,
                Files.readString(settings) + "kafka: {bootstrap-servers: \"127.0.0.1:1\"}\n");

        // When
        int exit = runWithSettings("replay", "--from=2026-01-31T08:00:00Z", "--id=" + id);

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("a replay's id");
    }

    @Test
    void a_replay_of_a_tenant_that_is_not_there_is_wrong_usage_and_names_those_that_are() {
        // When
        int exit = runWithSettings("replay", "--from=2026-01-31T08:00:00Z", "--tenant=amce");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("no tenant 'amce'; they have acme");
    }

    @Test
    void a_replay_without_a_broker_in_the_settings_tells_how_to_use_that_of_up() {
        // When
        int exit = runWithSettings("replay", "--from=2026-01-31T08:00:00Z");

        // Then
        assertThat(exit).isOne();
        assertThat(err.toString()).contains("ATTACHRELAY_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarantine",
                "quarantine list --tenant=nobody",
                "quarantine show acme",
                "quarantine show acme no-media-id",
                "quarantine release acme no-media-id",
                "quarantine delete a/b " + MEDIA_ID
            })
    void what_can_be_no_file_in_quarantine_is_wrong_usage(String line) {
        assertThat(runWithSettings(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show"})
    void what_can_not_be_audited_is_not_shown(String command) throws IOException {
        // Given
        Files.writeString(
                settings,
                Files.readString(settings)
                        + "kafka: {bootstrap-servers: \"127.0.0.1:%d\"}%n".formatted(Ports.free()));
        quarantine();

        // When
        int exit =
                command.equals("list")
                        ? runWithSettings("quarantine", "list")
                        : runWithSettings(
                                "quarantine", "show", "acme", QuarantinedSample.ID.value());

        // Then
        assertThat(exit).isOne();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("audit.v1");
    }

    private void quarantine() throws IOException {
        var store = SettingsLoader.load(settings, Map.of()).store();
        try (var opened = ObjectStores.open(store, Clock.systemUTC())) {
            QuarantinedSample.in(opened, ReasonCode.EXECUTABLE);
        }
    }

    private int runWithSettings(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add("--config=" + settings);
        return run(line.toArray(String[]::new));
    }

    private JsonNode finding(String subject) throws IOException {
        for (JsonNode finding : Json.mapper().readTree(out.toString())) {
            if (finding.path("subject").asText().equals(subject)) {
                return finding;
            }
        }
        throw new AssertionError("no finding about " + subject + " in " + out);
    }
}
