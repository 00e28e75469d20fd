package io.attachrelay.deploy.benchmarks.verdicts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A folder of files with a {@code manifest.tsv} that has the columns {@code path} and {@code
 * label}.
 */
public final class LabelledFolder {

    private LabelledFolder() {}

    /**
     * The files that are there.
     *
     * @throws IOException if the manifest can't be read or lacks a column
     */
    public static List<LabelledFile> read(Path folder) throws IOException {
        Path manifest = folder.resolve("manifest.tsv");
        List<String> lines = Files.readAllLines(manifest);
        List<String> head = lines.isEmpty() ? List.of() : cells(lines.getFirst());
        int path = head.indexOf("path");
        int label = head.indexOf("label");
        if (path < 0 || label < 0) {
            throw new IOException(manifest + " has no columns 'path' and 'label'");
        }
        List<LabelledFile> files = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() > Math.max(path, label)
                    && Files.isRegularFile(folder.resolve(cells.get(path)))) {
                files.add(
                        new LabelledFile(
                                cells.get(path),
                                folder.resolve(cells.get(path)),
                                cells.get(label)));
            }
        }
        return files;
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split("\t", -1));
    }
}
