package io.attachrelay.deploy.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.model.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellResultTest {

    @Test
    void a_machine_that_slows_down_in_a_round_leaves_the_ratio_as_it_is() {
        // Given the same ratio on a machine at its full, half and tenth speed
        CellResult result =
                new CellResult(Cell.MAIN, List.of(round(300, 240), round(150, 120), round(30, 24)));

        // When
        double ratio = result.ratio("AttachRelay", "limit");

        // Then
        assertThat(ratio).isEqualTo(0.8);
        assertThat(result.median("limit", Figure::filesPerSecond)).isEqualTo(150);
    }

    @Test
    void the_ratio_is_the_median_of_the_rounds_and_not_the_ratio_of_the_medians() {
        // Given
        CellResult result =
                new CellResult(Cell.MAIN, List.of(round(100, 10), round(200, 160), round(50, 45)));

        // When
        double ratio = result.ratio("AttachRelay", "limit");

        // Then
        assertThat(ratio).isEqualTo(0.8);
    }

    @Test
    void who_did_not_run_has_no_figures() {
        // Given
        CellResult result = new CellResult(Cell.MAIN, List.of(round(300, 240)));

        // When
        double ratio = result.ratio("AttachRelay", "peer");

        // Then
        assertThat(ratio).isNaN();
    }

    @Test
    void the_goals_are_judged_by_the_main_cell() {
        // Given
        CellResult main = new CellResult(Cell.MAIN, List.of(round(300, 240)));
        CellResult other = new CellResult(Cell.list(true).getFirst(), List.of(round(300, 30)));

        // When
        var goals = new Findings(List.of(other, main), null, null, null).goals();

        // Then
        assertThat(goals.getFirst().figure()).isEqualTo(0.8);
        assertThat(goals.getFirst().isMet()).isTrue();
        assertThat(goals.get(1).isMet()).isFalse();
    }

    @Test
    void the_ratios_that_are_printed_stand_in_the_json_as_well() {
        // Given
        CellResult result = new CellResult(Cell.MAIN, List.of(round(300, 240)));

        // When
        JsonNode json = Json.mapper().valueToTree(result);

        // Then
        assertThat(json.at("/ofLimit").asDouble()).isEqualTo(0.8);
        assertThat(json.has("timesPeer")).isFalse();
        assertThat(json.at("/rounds/0/limit/filesPerSecond").asDouble()).isEqualTo(300);
    }

    private static Map<String, Figure> round(double limit, double ours) {
        return Map.of("limit", figure(limit), "AttachRelay", figure(ours));
    }

    private static Figure figure(double perSecond) {
        return new Figure(perSecond, perSecond, 1, 2, 1, 0, 0);
    }
}
