package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionFolderTest {

    @TempDir Path dir;

    @Test
    void what_a_killed_process_left_behind_is_deleted_and_nothing_else() throws Exception {
        // Given
        var left = ConversionFolder.open(dir).place();
        Files.writeString(left.source(), "left behind");
        Files.writeString(left.outcomes().resolve("half"), "left behind");
        Path other = Files.writeString(dir.resolve("other"), "somebody else's");

        // When
        ConversionFolder.open(dir);

        // Then
        assertThat(left.root()).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void a_conversion_leaves_nothing_behind() throws Exception {
        // Given
        ConversionFolder folder = ConversionFolder.open(dir.resolve("made"));

        // When
        try (var place = folder.place()) {
            Files.writeString(place.source(), "source");
            Files.writeString(place.outcomes().resolve("outcome"), "outcome");
        }

        // Then
        assertThat(dir.resolve("made")).isEmptyDirectory();
    }
}
