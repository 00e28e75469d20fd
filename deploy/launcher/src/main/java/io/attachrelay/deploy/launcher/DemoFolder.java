package io.attachrelay.deploy.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder for all that a demo writes; it goes with the demo, unless someone wants to read its
 * log.
 */
final class DemoFolder implements AutoCloseable {

    private final Path folder;
    private volatile boolean kept;

    DemoFolder() throws IOException {
        folder = Files.createTempDirectory("attachrelay-demo");
    }

    Path path() {
        return folder;
    }

    Path log() {
        return folder.resolve("attachrelay.log");
    }

    /** Leaves the folder where it is. */
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (kept || !Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
