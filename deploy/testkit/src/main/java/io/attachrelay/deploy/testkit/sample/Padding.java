package io.attachrelay.deploy.testkit.sample;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;

/** So many printable bytes as the seed draws them: valid inside any text, hard to compress. */
record Padding(long seed, long size) implements MediaContent {

    private static final int BUFFER = 1 << 16;
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var random = new SplittableRandom(seed);
        var buffer = new byte[(int) Math.min(size, BUFFER)];
        for (long left = size; left > 0; left -= buffer.length) {
            random.nextBytes(buffer);
            for (int i = 0; i < buffer.length; i++) {
                buffer[i] = (byte) ALPHABET.charAt(buffer[i] & 63);
            }
            out.write(buffer, 0, (int) Math.min(left, buffer.length));
        }
    }
}
