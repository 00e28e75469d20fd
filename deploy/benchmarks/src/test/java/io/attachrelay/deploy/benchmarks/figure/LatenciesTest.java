package io.attachrelay.deploy.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {

    @ParameterizedTest
    @CsvSource({"0.5, 50", "0.99, 99", "1.0, 100", "0.001, 1"})
    void a_percentile_is_the_nearest_rank_whatever_the_order(double part, double millis) {
        // Given
        long[] falling = LongStream.range(0, 100).map(i -> (100 - i) * 1_000_000).toArray();

        // When
        Latencies latencies = Latencies.of(falling, 100);

        // Then
        assertThat(latencies.millisAt(part)).isEqualTo(millis);
    }

    @Test
    void only_those_that_were_filled_count() {
        // Given
        long[] room = {7_000_000, 3_000_000, 0, 0};

        // When
        Latencies latencies = Latencies.of(room, 2);

        // Then
        assertThat(latencies.millisAt(0.5)).isEqualTo(3);
        assertThat(latencies.millisAt(0.99)).isEqualTo(7);
    }

    @Test
    void of_none_there_is_no_percentile() {
        assertThat(Latencies.of(new long[0], 0).millisAt(0.99)).isNaN();
    }
}
