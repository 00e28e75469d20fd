package io.attachrelay.deploy.testkit.platform;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** Passes on so many bytes a second, in twenty steps a second. */
final class SlowStream extends FilterOutputStream {

    private static final int STEPS_PER_SECOND = 20;

    private final int step;
    private int left;

    SlowStream(OutputStream out, long bytesPerSecond) {
        super(out);
        step = Math.clamp(bytesPerSecond / STEPS_PER_SECOND, 1, 1 << 20);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (left == 0) {
                out.flush();
                pause();
                left = step;
            }
            int part = Math.min(left, length - done);
            out.write(bytes, offset + done, part);
            done += part;
            left -= part;
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(1_000 / STEPS_PER_SECOND);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
