package io.attachrelay.deploy.benchmarks.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.Sha256;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.validator.inspect.CheckedFile;
import io.attachrelay.validator.inspect.PolicyCheck;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyTest {

    private static final Labels LABELS =
            Labels.of("# words\ntxt\ttake\ttext/plain\nexe\trefuse\tx/exe\nvcf\t-\ttext/vcard\n");

    private static final Refuted NONE = Refuted.of("");

    private final PolicyCheck check =
            new PolicyCheck(
                    InspectionPolicy.standard(),
                    DeepChecks.all(),
                    AntivirusSettings.DEFAULT,
                    null,
                    "web");

    @TempDir private Path folder;

    @Test
    void what_is_right_and_what_is_not_is_counted_for_both_sides() throws IOException {
        // Given
        var tally = new AccuracyTally("a set", LABELS, NONE, true);
        CheckedFile text = checked("a.txt", "Hello");

        // When
        tally.count(file("a.txt", "txt"), text, "text/plain");
        tally.count(file("b.exe", "exe"), text, "x/exe");
        tally.count(file("c.vcf", "vcf"), text, "text/x-other");
        tally.count(file("d.odd", "odd"), text, "text/plain");

        // Then
        Accuracy seen = tally.total();
        assertThat(seen.files()).isEqualTo(4);
        assertThat(seen.judged()).isEqualTo(3);
        assertThat(seen.ours()).isEqualTo(1);
        assertThat(seen.libmagics()).isEqualTo(2);
        assertThat(seen.hostile()).isEqualTo(1);
        assertThat(seen.falseAccepts()).containsExactly("b.exe");
        assertThat(seen.valid()).isEqualTo(1);
        assertThat(seen.falseRejects()).isEmpty();
        assertThat(seen.misses()).hasSize(2);
    }

    @Test
    void a_valid_file_that_is_rejected_is_named_with_its_reason() throws IOException {
        // Given
        var tally = new AccuracyTally("a set", LABELS, NONE, false);

        // When
        tally.count(file("a.txt", "txt"), checked("a.txt", ""), null);

        // Then
        Accuracy seen = tally.total();
        assertThat(seen.falseRejects()).containsExactly("a.txt: EMPTY_FILE");
        assertThat(seen.falseRejectPercent()).isEqualTo(100);
        assertThat(seen.libmagicsPart()).isNaN();
    }

    @Test
    void a_file_whose_label_is_refuted_counts_as_valid_only_if_it_is_accepted() throws IOException {
        // Given
        var refuted =
                Refuted.of(
                        "# words\n%s\tempty\n%s\tnot empty\n"
                                .formatted(
                                        Sha256.of(new byte[0]).hex(),
                                        Sha256.of("Hello".getBytes(StandardCharsets.UTF_8)).hex()));
        var tally = new AccuracyTally("a set", LABELS, refuted, false);

        // When
        tally.count(file("a.txt", "txt"), checked("a.txt", ""), null);
        tally.count(file("b.txt", "txt"), checked("b.txt", "Hello"), null);

        // Then
        Accuracy seen = tally.total();
        assertThat(seen.refuted()).containsExactly("a.txt: empty");
        assertThat(seen.falseRejects()).isEmpty();
        assertThat(seen.valid()).isEqualTo(1);
    }

    @Test
    void sets_are_summed_up() throws IOException {
        // Given
        var tally = new AccuracyTally("a set", LABELS, NONE, true);
        tally.count(file("a.txt", "txt"), checked("a.txt", "Hello"), "text/plain");

        // When
        Accuracy both = Accuracy.sum(List.of(tally.total(), tally.total()));

        // Then
        assertThat(both.judged()).isEqualTo(2);
        assertThat(both.oursPart()).isEqualTo(1);
        assertThat(both.libmagicsPart()).isEqualTo(1);
    }

    private CheckedFile checked(String name, String text) throws IOException {
        return check.check(Files.writeString(folder.resolve(name), text), null);
    }

    private LabelledFile file(String name, String label) {
        return new LabelledFile(name, folder.resolve(name), label);
    }
}
