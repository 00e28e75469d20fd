package io.attachrelay.deploy.testkit.platform;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Passes on so many bytes a second, in twenty steps a second, until it need not any more. */
final class SlowStream extends FilterOutputStream {

    private static final int STEPS_PER_SECOND = 20;

    private final int step;
    private final CountDownLatch end;
    private int left;

    /**
     * @param end opens when the rest may pass at once
     */
    SlowStream(OutputStream out, long bytesPerSecond, CountDownLatch end) {
        super(out);
        this.end = end;
        step = Math.clamp(bytesPerSecond / STEPS_PER_SECOND, 1, 1 << 20);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (left == 0) {
                out.flush();
                left = hasEnded() ? Integer.MAX_VALUE : step;
            }
            int part = Math.min(left, length - done);
            out.write(bytes, offset + done, part);
            done += part;
            left -= part;
        }
    }

    /** Waits for one step, or for the end. */
    private boolean hasEnded() throws InterruptedIOException {
        try {
            return end.await(1_000 / STEPS_PER_SECOND, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
