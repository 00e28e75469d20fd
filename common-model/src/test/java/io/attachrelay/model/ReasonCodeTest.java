package io.attachrelay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReasonCodeTest {

    @Test
    void the_page_of_reason_codes_lists_exactly_the_codes() throws IOException {
        // Given
        Path page = Path.of("..", "docs", "reason-codes.md");

        // When
        var listed =
                Files.readAllLines(page).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .toList();

        // Then
        assertThat(listed)
                .containsExactlyElementsOf(
                        Arrays.stream(ReasonCode.values()).map(ReasonCode::wireName).toList());
    }
}
