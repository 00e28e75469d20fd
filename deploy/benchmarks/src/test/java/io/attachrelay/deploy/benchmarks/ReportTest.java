package io.attachrelay.deploy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.benchmarks.figure.Goal;
import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.model.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir Path folder;

    @Test
    void a_report_says_where_and_when_its_figures_were_seen_and_which_goals_are_met()
            throws Exception {
        // Given
        Path file = folder.resolve("new/ingest.json");
        Report report =
                new Report(
                        Instant.parse("2026-03-01T12:00:00Z"),
                        List.of("ingest", "--quick"),
                        new Machine(2, "cpu", "kernel", "java", "ext4", 0.5),
                        1.5,
                        List.of(Goal.atLeast(0.8, "ratio", 0.9)),
                        Map.of("rounds", List.of(1, 2)));

        // When
        report.write(file);

        // Then
        JsonNode json = Json.mapper().readTree(file.toFile());
        assertThat(json.at("/at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/goals/0/figure").asDouble()).isEqualTo(0.9);
        assertThat(json.at("/goals/0/met").asBoolean()).isTrue();
        assertThat(json.at("/findings/rounds/1").asInt()).isEqualTo(2);
    }
}
