package io.attachrelay.deploy.benchmarks.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Bytes that no disk and no network can make smaller, the same in each run. */
final class RandomFile {

    private static final int SEED = 25;

    private RandomFile() {}

    static Path write(Path file, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(SEED).nextBytes(content);
        return Files.write(file, content);
    }
}
