package io.attachrelay.deploy.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void a_ratio_that_just_reaches_its_goal_meets_it() {
        assertThat(Goal.atLeast(0.8, "ratio", 0.8).isMet()).isTrue();
        assertThat(Goal.atLeast(0.8, "ratio", 0.799).isMet()).isFalse();
    }

    @Test
    void a_time_that_just_reaches_its_bound_misses_it() {
        assertThat(Goal.below(15, "time", 14.9).isMet()).isTrue();
        assertThat(Goal.below(15, "time", 15).isMet()).isFalse();
    }

    @Test
    void what_was_not_measured_is_not_met() {
        assertThat(Goal.below(15, "time", Double.NaN).isMet()).isFalse();
        assertThat(Goal.atLeast(0.8, "ratio", Double.NaN).isMet()).isFalse();
    }
}
