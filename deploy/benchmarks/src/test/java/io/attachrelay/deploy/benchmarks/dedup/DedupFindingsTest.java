package io.attachrelay.deploy.benchmarks.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.benchmarks.dedup.DedupFindings.Level;
import io.attachrelay.deploy.benchmarks.dedup.DedupFindings.Round;
import io.attachrelay.deploy.benchmarks.figure.Goal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DedupFindingsTest {

    private static final DedupFindings FINDINGS =
            new DedupFindings(
                    List.of(
                            level(
                                    100_000,
                                    new Round(50, 100),
                                    new Round(10, 100),
                                    new Round(60, 100)),
                            level(
                                    5_000_000,
                                    new Round(40, 100),
                                    new Round(12, 100),
                                    new Round(48, 100))));

    @Test
    void a_ratio_is_the_median_of_the_rounds_own_ratios() {
        assertThat(FINDINGS.levels().getFirst().ratio()).isEqualTo(0.5);
    }

    @Test
    void every_number_of_ids_has_its_goals_and_all_together_one_that_they_are_flat() {
        // When
        List<Goal> goals = FINDINGS.goals();

        // Then
        assertThat(goals).hasSize(7);
        assertThat(goals.get(0).isMet()).isTrue();
        assertThat(goals.get(3).isMet()).isFalse();
        assertThat(goals.getLast().figure()).isEqualTo(0.8);
        assertThat(goals.getLast().isMet()).isFalse();
    }

    @Test
    void the_table_has_a_row_for_each_number_of_ids() {
        // Given
        StringWriter text = new StringWriter();

        // When
        FINDINGS.print(new PrintWriter(text));

        // Then
        assertThat(text.toString()).contains("0.10 to 0.60 M", "5.00 to 5.50 M");
    }

    private static Level level(long ids, Round... rounds) {
        return new Level(ids, ids + 500_000, List.of(rounds), 20, 60, 4, 5, 200, 5);
    }
}
