package io.attachrelay.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.testkit.clamd.ClamdProcess;
import io.attachrelay.deploy.testkit.clamd.ClamdSearch;
import io.attachrelay.deploy.testkit.clamd.Signatures;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCommandTest extends CommandTest {

    @Test
    void a_file_is_explained_as_one_line_of_json_with_all_keys() throws IOException {
        // Given
        Path picture = SampleFiles.png().writeInto(dir);

        // When
        int exit = run("policy", "check", "--json", picture.toString());

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString().lines().map(PolicyCommandTest::read))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.properties().stream().map(p -> p.getKey()))
                            .containsExactly(
                                    "file",
                                    "detectedType",
                                    "kind",
                                    "verdict",
                                    "reason",
                                    "findings",
                                    "channels",
                                    "scan");
                    assertThat(line.path("file").asText()).isEqualTo(picture.toString());
                    assertThat(line.path("detectedType").asText()).isEqualTo("image/png");
                    assertThat(line.path("kind").asText()).isEqualTo("image");
                    assertThat(line.path("verdict").asText()).isEqualTo("accepted");
                    assertThat(line.path("reason").isNull()).isTrue();
                    assertThat(line.path("findings")).isEmpty();
                    assertThat(line.at("/channels/web").asText()).isEqualTo("accepted");
                    assertThat(line.at("/channels/sms").asText()).isEqualTo("rejected");
                });
    }

    @Test
    void the_verdict_is_that_of_the_channel_asked_for() throws IOException {
        // Given
        Path gif = SampleFiles.gif().writeInto(dir);

        // When
        run("policy", "check", "--json", "--channel=WhatsApp", gif.toString());

        // Then
        JsonNode line = read(out.toString());
        assertThat(line.path("verdict").asText()).isEqualTo("rejected");
        assertThat(line.path("reason").asText()).isEqualTo("type-not-allowed");
        assertThat(line.at("/channels/web").asText()).isEqualTo("accepted");
    }

    @Test
    void files_to_be_sent_are_judged_by_rows_of_their_own() throws IOException {
        // Given
        Path letter = SampleFiles.odt().writeInto(dir);

        // When
        run("policy", "check", "--json", letter.toString());
        run("policy", "check", "--json", "--to-send", letter.toString());
        run("policy", "show", "--to-send", "--channel=sms");

        // Then
        assertThat(out.toString().lines().limit(2).map(PolicyCommandTest::read))
                .extracting(line -> line.path("verdict").asText())
                .containsExactly("rejected", "accepted");
        assertThat(out.toString()).contains("opendocument.text", "up to 200 MB");
    }

    @Test
    void a_program_under_another_name_is_known_by_its_bytes() throws IOException {
        // Given
        Path program = SampleFiles.windowsProgram().named("photo.png").writeInto(dir);

        // When
        run("policy", "check", "--json", "--declared=image/png", program.toString());

        // Then
        JsonNode line = read(out.toString());
        assertThat(line.path("verdict").asText()).isEqualTo("rejected");
        assertThat(line.path("kind").isNull()).isTrue();
        assertThat(line.path("findings").valueStream().map(JsonNode::asText))
                .containsExactly("type-mismatch", "extension-mismatch", "executable");
    }

    @Test
    void a_file_that_can_not_be_opened_is_unreadable_and_the_next_is_looked_at()
            throws IOException {
        // Given
        Path missing = dir.resolve("missing.png");
        Path picture = SampleFiles.png().writeInto(dir);

        // When
        int exit =
                run(
                        "policy",
                        "check",
                        "--json",
                        missing.toString(),
                        dir.toString(),
                        "a\0b",
                        picture.toString());

        // Then
        assertThat(exit).isZero();
        List<JsonNode> lines = out.toString().lines().map(PolicyCommandTest::read).toList();
        assertThat(lines)
                .extracting(line -> line.path("verdict").asText())
                .containsExactly("unreadable", "unreadable", "unreadable", "accepted");
        assertThat(lines.getFirst().path("reason").asText()).isEqualTo("inspection-failed");
        assertThat(lines.getFirst().at("/channels/web").asText()).isEqualTo("unreadable");
        assertThat(err.toString()).contains(missing + ": there is no such file");
    }

    @Test
    void people_get_the_type_the_findings_and_every_channel() throws IOException {
        // Given
        Path program = SampleFiles.windowsProgram().named("photo.png").writeInto(dir);
        Path picture = SampleFiles.png().writeInto(dir);

        // When
        run("policy", "check", program.toString(), picture.toString());

        // Then
        assertThat(out.toString())
                .contains(program + ": rejected, type-not-allowed")
                .contains("to quarantine (web)")
                .contains("noticed  extension-mismatch")
                .contains(picture + ": accepted (web)")
                .contains("type     image/png, image")
                .contains("sms: rejected, type-not-allowed (image/png is not allowed)");
    }

    @Test
    void without_an_antivirus_it_is_said_that_nothing_was_scanned() throws IOException {
        // When
        Path picture = SampleFiles.png().writeInto(dir);
        run("policy", "check", picture.toString());
        run("policy", "check", "--json", picture.toString());

        // Then
        assertThat(out.toString())
                .contains("not scanned for malware: antivirus.address is not set");
        assertThat(out.toString()).contains("\"scan\":\"off\"");
    }

    @Test
    void an_antivirus_that_is_set_is_asked() throws IOException {
        // Given
        Path malware = SampleFiles.jpeg().writeInto(dir);
        Path picture = SampleFiles.png().writeInto(dir);
        Signatures signatures =
                Signatures.eicar(1).knowingFile("Test.Picture", SampleFiles.jpeg().bytes());
        try (ClamdProcess clamd = start(signatures)) {
            Path settings =
                    Files.writeString(
                            dir.resolve("scan.yaml"),
                            "antivirus: {address: \"127.0.0.1:%d\"}".formatted(clamd.port()));
            String config = "--config=" + settings;

            // When
            run("policy", "check", "--json", config, malware.toString(), picture.toString());
            clamd.kill();
            run("policy", "check", "--json", config, picture.toString());
        }

        // Then
        List<JsonNode> lines = out.toString().lines().map(PolicyCommandTest::read).toList();
        assertThat(lines)
                .extracting(line -> line.path("scan").asText())
                .containsExactly("found", "clean", "unavailable");
        assertThat(lines)
                .extracting(line -> line.path("reason").asText())
                .containsExactly("malware", "null", "scan-unavailable");
    }

    private static ClamdProcess start(Signatures signatures) {
        return switch (ClamdProcess.find(signatures)) {
            case ClamdSearch.Found(var found) -> found;
            case ClamdSearch.Absent(var reason) -> abort(reason);
        };
    }

    @Test
    void a_thousand_files_are_looked_at_in_one_call() throws IOException {
        // Given
        List<String> line = new ArrayList<>(List.of("policy", "check", "--json"));
        for (int i = 0; i < 1_000; i++) {
            line.add(SampleFiles.png().named(i + ".png").writeInto(dir).toString());
        }

        // When
        int exit = run(line.toArray(String[]::new));

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString().lines()).hasSize(1_000).allMatch(l -> l.contains("accepted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy",
                "policy check",
                "policy check --json",
                "policy check --channel=fax a.png",
                "policy check --tenant=nobody a.png",
                "policy check --color a.png",
                "policy show --channel=fax"
            })
    void what_makes_no_sense_is_wrong_usage(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @Test
    void a_tenants_own_rows_count_for_that_tenant() throws IOException {
        // Given
        Path settings =
                settings(
                        """
                        sources: {us: our security team}
                        media:
                          - {tenant: acme, channel: '*', kind: image, types: [image/jpeg],
                             source: us, checked: 2026-11-26}
                        """);
        Path picture = SampleFiles.png().writeInto(dir);

        // When
        run("policy", "check", "--json", "--config=" + settings, picture.toString());
        run(
                "policy",
                "check",
                "--json",
                "--tenant=acme",
                "--config=" + settings,
                picture.toString());

        // Then
        assertThat(out.toString().lines().map(l -> read(l).path("verdict").asText()))
                .containsExactly("accepted", "rejected");
    }

    @Test
    void a_wrong_policy_file_fails_and_names_the_row() throws IOException {
        // Given
        Path settings = settings("media: [{channel: fax, max: 1 MB}]");

        // When
        int exit = run("policy", "show", "--config=" + settings);

        // Then
        assertThat(exit).isOne();
        assertThat(err.toString()).contains("own.yaml").contains("media row 1: channel 'fax'");
    }

    @Test
    void the_rules_that_count_are_shown_with_source_and_date() {
        // When
        int exit = run("policy", "show", "--json", "--channel=whatsapp");

        // Then
        assertThat(exit).isZero();
        JsonNode image = read(out.toString()).get(0);
        assertThat(image.path("subject").asText()).isEqualTo("image");
        assertThat(image.path("rule").asText()).isEqualTo("image/jpeg, image/png, image/apng");
        assertThat(image.path("source").asText()).startsWith("AWS End User Messaging");
        assertThat(image.path("checked").asText()).isEqualTo("2026-11-22");
    }

    @Test
    void people_see_the_rules_as_lines() {
        // When
        run("policy", "show");

        // Then
        assertThat(out.toString()).contains("up to 25 MB").contains("pdf-javascript");
    }

    private Path settings(String policy) throws IOException {
        Path own = Files.writeString(dir.resolve("own.yaml"), policy);
        return Files.writeString(
                dir.resolve("attachrelay.yaml"), "policy: {file: %s}%n".formatted(own) + TENANT);
    }
}
