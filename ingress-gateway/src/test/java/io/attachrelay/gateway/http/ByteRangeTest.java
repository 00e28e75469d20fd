package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    private static final long SIZE = 100;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 10",
        "bytes=90-, 90, 10",
        "bytes=99-99, 99, 1",
        "bytes=50-999999999999, 50, 50",
        "bytes=-10, 90, 10",
        "bytes=-500, 0, 100"
    })
    void a_single_range_within_the_file_is_a_part_of_it(String header, long offset, long length) {
        // When
        var range = ByteRange.of(header, SIZE);

        // Then
        assertThat(range).isEqualTo(new ByteRange.Part(offset, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void a_range_behind_the_end_can_not_be_satisfied(String header) {
        // When
        var range = ByteRange.of(header, SIZE);

        // Then
        assertThat(range).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "bytes=0-1,5-6",
                "bytes=-",
                "bytes=9-1",
                "bytes=a-b",
                "items=0-1",
                "bytes=99999999999999999999-"
            })
    void anything_else_means_the_whole_file(String header) {
        // When
        var range = ByteRange.of(header, SIZE);

        // Then
        assertThat(range).isEqualTo(new ByteRange.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-1"})
    void an_empty_file_has_no_parts(String header) {
        // When
        var range = ByteRange.of(header, 0);

        // Then
        assertThat(range).isEqualTo(new ByteRange.Unsatisfiable());
    }
}
