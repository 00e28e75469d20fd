package io.attachrelay.deploy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for files, without folders of its own, that is removed in the end.
 *
 * @param path where it is
 */
record TemporaryFolder(Path path) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(path)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(path);
    }
}
