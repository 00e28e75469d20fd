package io.attachrelay.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingCommandTest extends CommandTest {

    private static final String ROWS =
            """
            attributes:
              - {attribute: media_kinds, as: kinds}
              - {attribute: media_types, drop: true}
              - {tenant: acme, attribute: team, value: pictures, when: {kind: image, width: '> 1'}}
              - {attribute: team, value: general}
            """;

    @Test
    void the_attributes_of_a_message_with_these_files_are_printed() throws IOException {
        // Given
        Path picture = SampleFiles.png().writeInto(dir);
        Path program = SampleFiles.windowsProgram().named("photo.png").writeInto(dir);

        // When
        int exit =
                run("routing", "check", config(ROWS), "--tenant=acme", "" + picture, "" + program);

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("media_count              2")
                .contains("kinds                    image")
                .contains("media_verdict            mixed")
                .contains("media_reasons            type-not-allowed")
                .contains("team                     pictures")
                .doesNotContain("media_types");
    }

    @Test
    void programs_get_the_same_as_json() throws Exception {
        // Given
        Path picture = SampleFiles.png().writeInto(dir);

        // When
        run("routing", "check", "--json", "--channel=sms", config(ROWS), picture.toString());

        // Then
        JsonNode line = Json.mapper().readTree(out.toString());
        assertThat(line.at("/values/team").asText()).isEqualTo("general");
        assertThat(line.at("/values/media_verdict").asText()).isEqualTo("rejected");
        assertThat(line.path("shortened")).isEmpty();
    }

    @Test
    void the_attributes_that_there_may_be_are_shown() throws IOException {
        // When
        int exit = run("routing", "show", config(ROWS), "--tenant=acme");

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("media_count              computed\n")
                .contains("kinds                    computed as media_kinds\n")
                .contains("media_types              dropped\n")
                .contains(
                        "team                     'pictures' when kind image, width > 1;"
                                + " else 'general'\n")
                .contains("takes 1900 bytes");
    }

    @Test
    void what_is_shown_can_be_read_by_programs() throws Exception {
        // When
        run("routing", "show", "--json", config(ROWS), "--tenant=acme");

        // Then
        JsonNode rows = Json.mapper().readTree(out.toString());
        JsonNode team = rows.get(rows.size() - 1);
        assertThat(team.path("attribute").asText()).isEqualTo("team");
        assertThat(team.at("/values/0/when").asText()).isEqualTo("kind image, width > 1");
        assertThat(team.at("/values/1/value").asText()).isEqualTo("general");
    }

    @Test
    void a_wrong_routing_file_fails_and_names_the_row() throws IOException {
        // When
        int exit = run("routing", "show", config("attributes: [{attribute: x}]"));

        // Then
        assertThat(exit).isOne();
        assertThat(err.toString()).contains("routing.yaml").contains("attributes row 1");
    }

    @Test
    void the_doctor_names_wrong_files_of_routing_and_notices() throws IOException {
        // Given
        String config = config("attributes: [{attribute: x}]");

        // When
        run("doctor", config);

        // Then
        assertThat(out.toString()).contains("attributes row 1").contains("notices");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(run("routing", "check", dir.resolve("missing.png").toString())).isOne();
        assertThat(err.toString()).contains("missing.png: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "routing",
                "routing check",
                "routing show --tenant=nobody",
                "routing check --tenant=nobody a.png",
                "routing check --channel=fax a.png"
            })
    void what_makes_no_sense_is_wrong_usage(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    private String config(String routing) throws IOException {
        Path rows = Files.writeString(dir.resolve("routing.yaml"), routing);
        Path settings =
                Files.writeString(
                        dir.resolve("attachrelay.yaml"),
                        "data-dir: %s%nrouting: {file: %s}%n".formatted(dir.resolve("data"), rows)
                                + TENANT);
        return "--config=" + settings;
    }
}
