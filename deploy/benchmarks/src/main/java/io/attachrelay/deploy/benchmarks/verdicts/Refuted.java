package io.attachrelay.deploy.benchmarks.verdicts;

import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Labels that a file's bytes refute: {@code refuted.tsv}. */
final class Refuted {

    private final Map<String, String> remarks;

    private Refuted(Map<String, String> remarks) {
        this.remarks = remarks;
    }

    static Refuted standard() {
        try (InputStream in = Refuted.class.getResourceAsStream("refuted.tsv")) {
            byte[] table = Objects.requireNonNull(in, "refuted.tsv").readAllBytes();
            return of(new String(table, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Refuted of(String table) {
        return new Refuted(
                table.lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .map(line -> line.split("\t", 2))
                        .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1])));
    }

    /** What speaks against a file's label; empty if nothing is known. */
    Optional<String> remark(LabelledFile file) {
        try {
            return Optional.ofNullable(
                    remarks.get(Sha256.of(Files.readAllBytes(file.path())).hex()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
