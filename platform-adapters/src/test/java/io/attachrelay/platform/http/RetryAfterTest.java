package io.attachrelay.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "7|7",
                " 7 |7",
                "3600|3600",
                "999999999|3600",
                "Fri, 02 Jan 2026 03:05:05 GMT|60",
                "Thu, 01 Jan 2026 03:05:05 GMT|0",
                "Thu, 01 Jan 2099 00:00:00 GMT|3600"
            })
    void seconds_and_dates_are_understood_up_to_an_hour(String header, long seconds) {
        // When
        Optional<Duration> wait = RetryAfter.parse(header, CLOCK);

        // Then
        assertThat(wait).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "9999999999", "2026-01-02T03:05:05Z", "7s"})
    void anything_else_counts_as_absent(String header) {
        // When
        Optional<Duration> wait = RetryAfter.parse(header, CLOCK);

        // Then
        assertThat(wait).isEmpty();
    }

    @Test
    void no_header_is_no_wait() {
        // When
        Optional<Duration> wait = RetryAfter.parse(null, CLOCK);

        // Then
        assertThat(wait).isEmpty();
    }
}
