package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S, 500ms",
        "8s, PT8S, 8s",
        "90s, PT90S, 90s",
        "5m, PT5M, 5m",
        "72h, P3D, 3d",
        "3d, P3D, 3d",
        "PT1H30M, PT1H30M, 90m",
        "36500d, P36500D, 36500d"
    })
    void a_duration_is_read_and_written(String text, Duration duration, String written) {
        // When
        var read = Amounts.duration(text);

        // Then
        assertThat(read).contains(duration);
        assertThat(Amounts.written(duration)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "64KB, 65536, 64KB",
        "1MB, 1048576, 1MB",
        "1048577, 1048577, 1048577",
        "2048MB, 2147483648, 2GB",
        "1GB, 1073741824, 1GB",
        "8388607TB, 9223370937343148032, 8388607TB"
    })
    void a_size_is_read_and_written(String text, long bytes, String written) {
        // When
        var read = Amounts.size(text);

        // Then
        assertThat(read).contains(bytes);
        assertThat(Amounts.written(bytes)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8",
                "8 s",
                "8S",
                "-8s",
                "1.5s",
                "s",
                "1us",
                "0s",
                "PT0S",
                "PT-8S",
                "36501d",
                "PT0.0001S",
                "999999999999999999d",
                "99999999999999999999s",
                "P99999999999999D",
                "٣s"
            })
    void what_is_no_duration_is_not_read(String text) {
        // When
        var read = Amounts.duration(text);

        // Then
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0MB",
                "-1",
                "1mb",
                "1M",
                "1 MB",
                "1.5MB",
                "MB",
                "8388608TB",
                "1e9"
            })
    void what_is_no_size_is_not_read(String text) {
        // When
        var read = Amounts.size(text);

        // Then
        assertThat(read).isEmpty();
    }
}
