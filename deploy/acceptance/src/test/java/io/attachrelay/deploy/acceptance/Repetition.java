package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;

/** A random block over and over, so that gigabytes cost the test next to nothing. */
record Repetition(byte[] block, long size) implements MediaContent {

    static Repetition of(long size) {
        byte[] block = new byte[64 << 10];
        new SplittableRandom(size).nextBytes(block);
        return new Repetition(block, size);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (long left = size; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
    }
}
