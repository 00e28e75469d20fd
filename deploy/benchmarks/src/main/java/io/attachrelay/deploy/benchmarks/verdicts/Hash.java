package io.attachrelay.deploy.benchmarks.verdicts;

import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** SHA-256 of a file's bytes: what any store does with each file anyway. */
final class Hash {

    private static final int BUFFER_BYTES = 64 << 10;

    private Hash() {}

    static byte[] of(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Sha256.newDigest();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return digest.digest();
        }
    }
}
