package io.attachrelay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FindingCodeTest {

    @Test
    void the_page_of_the_policy_lists_exactly_the_findings() throws IOException {
        // Given
        Path page = Path.of("..", "docs", "policy.md");

        // When
        var listed =
                Files.readString(page)
                        .split("## Actions")[0]
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .toList();

        // Then
        assertThat(listed)
                .containsExactlyElementsOf(
                        Arrays.stream(FindingCode.values()).map(FindingCode::wireName).toList());
    }
}
