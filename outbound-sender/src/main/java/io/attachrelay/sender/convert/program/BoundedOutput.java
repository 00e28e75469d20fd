package io.attachrelay.sender.convert.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads what a program writes until all of it have ended, and keeps the first 64 KB. */
final class BoundedOutput {

    private static final int MOST_BYTES = 64 << 10;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    BoundedOutput(InputStream in) {
        reader = Thread.ofPlatform().daemon().name("program-output").start(() -> read(in));
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[8 << 10];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                keep(buffer, n);
            }
        } catch (IOException _) {
            // Whoever ends the program closes its output.
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        kept.write(buffer, 0, Math.min(length, MOST_BYTES - kept.size()));
    }

    /** Waits for the end of the output: until then something of the program still runs. */
    boolean ends(Duration within) throws InterruptedException {
        return reader.join(within);
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
