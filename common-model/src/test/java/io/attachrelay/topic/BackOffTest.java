package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

    private static final BackOff BACK_OFF =
            new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({
        "1, 200",
        "2, 400",
        "3, 800",
        "8, 25600",
        "9, 30000",
        "64, 30000",
        "2147483647, 30000"
    })
    void the_ceiling_doubles_until_the_longest(int attempt, long millis) {
        assertThat(BACK_OFF.delay(attempt, 1)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 100", "0.5, 200", "1, 400"})
    void the_jitter_takes_any_part_of_the_ceiling(double jitter, long millis) {
        assertThat(BACK_OFF.delay(2, jitter)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "200, 0, 200",
        "200, 0.5, 210",
        "200, 1, 220",
        "60000, 1, 61000",
        "3600000, 0.5, 3600500"
    })
    void one_comes_to_an_appointment_never_early_and_a_little_late(
            long asked, double jitter, long millis) {
        assertThat(BackOff.appointment(Duration.ofMillis(asked), jitter))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void a_long_first_delay_does_not_overflow_into_a_short_one() {
        // Given
        var hours = new BackOff(Duration.ofHours(1), Duration.ofHours(2), Duration.ZERO);

        // When, Then
        for (int attempt = 2; attempt < 100; attempt++) {
            assertThat(hours.delay(attempt, 1)).isEqualTo(Duration.ofHours(2));
        }
    }

    @Test
    void a_back_off_that_shrinks_or_stands_still_is_impossible() {
        assertThatThrownBy(() -> new BackOff(Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new BackOff(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
