package io.attachrelay.deploy.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void an_odd_round_does_not_move_the_median() {
        assertThat(Median.of(0.9, 0.01, 0.8)).isEqualTo(0.8);
    }

    @Test
    void of_an_even_number_it_lies_between_the_two_in_the_middle() {
        assertThat(Median.of(4, 1, 2, 100)).isEqualTo(3);
    }

    @Test
    void of_none_there_is_none() {
        assertThat(Median.of()).isNaN();
    }
}
