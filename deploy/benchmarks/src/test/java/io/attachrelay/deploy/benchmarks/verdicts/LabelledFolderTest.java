package io.attachrelay.deploy.benchmarks.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFolderTest {

    @TempDir private Path folder;

    @Test
    void the_columns_count_and_not_their_order() throws IOException {
        // Given
        Files.writeString(folder.resolve("a.txt"), "x");
        manifest("label\tbytes\tpath\ntxt\t1\ta.txt\npng\t1\tgone.png\n");

        // When, Then
        assertThat(LabelledFolder.read(folder))
                .containsExactly(new LabelledFile("a.txt", folder.resolve("a.txt"), "txt"));
    }

    @Test
    void a_manifest_without_labels_is_refused() throws IOException {
        // Given
        manifest("path\tbytes\na.txt\t1\n");

        // When, Then
        assertThatThrownBy(() -> LabelledFolder.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'label'");
    }

    @Test
    void what_is_made_here_has_labels_that_mean_something_and_names_of_its_own()
            throws IOException {
        // When
        List<LabelledFile> files = GeneratedFiles.writeInto(folder);

        // Then
        Labels labels = Labels.standard();
        Set<Labels.Fate> fates = new HashSet<>();
        assertThat(files).extracting(LabelledFile::name).doesNotHaveDuplicates();
        assertThat(files)
                .allSatisfy(file -> fates.add(labels.of(file).orElseThrow().fate()))
                .allSatisfy(file -> assertThat(file.path()).isRegularFile());
        assertThat(fates).contains(Labels.Fate.TAKE, Labels.Fate.REFUSE);
    }

    private void manifest(String text) throws IOException {
        Files.writeString(folder.resolve("manifest.tsv"), text);
    }
}
