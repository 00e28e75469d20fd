package io.attachrelay.deploy.benchmarks.verdicts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What labels mean: {@code labels.tsv}. */
final class Labels {

    private final Map<String, Meaning> meanings;

    private Labels(Map<String, Meaning> meanings) {
        this.meanings = meanings;
    }

    /** What the product's own rows for the channel "web" do with such a file. */
    enum Fate {
        TAKE,
        REFUSE,
        OPEN
    }

    /**
     * What a label means.
     *
     * @param types right for it, in lower case; none if its type is not what counts
     */
    record Meaning(Fate fate, Set<String> types) {}

    static Labels standard() {
        try (InputStream in = Labels.class.getResourceAsStream("labels.tsv")) {
            return of(
                    new String(
                            Objects.requireNonNull(in, "labels.tsv").readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Labels of(String table) {
        return new Labels(
                table.lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .map(line -> line.split("\t", -1))
                        .collect(Collectors.toMap(cells -> cells[0], Labels::meaning)));
    }

    Optional<Meaning> of(LabelledFile file) {
        return Optional.ofNullable(meanings.get(file.label()));
    }

    private static Meaning meaning(String[] cells) {
        Fate fate =
                switch (cells[1]) {
                    case "take" -> Fate.TAKE;
                    case "refuse" -> Fate.REFUSE;
                    case "-" -> Fate.OPEN;
                    default -> throw new IllegalArgumentException(cells[0] + ": " + cells[1]);
                };
        return new Meaning(fate, cells.length < 3 ? Set.of() : Set.of(cells[2].split(" ")));
    }
}
