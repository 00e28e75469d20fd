package io.attachrelay.validator.inspect.detect;

import org.jspecify.annotations.Nullable;

/** AAC in its plainest wrapping (ISO/IEC 13818-7, section 6.2). */
public final class AdtsFrames implements FrameFormat {

    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
        8_000, 7_350
    };
    private static final int BLOCK_SAMPLES = 1024;

    @Override
    public @Nullable Frame at(byte[] bytes, int at) {
        if (at + HEADER > bytes.length
                || bytes[at] != (byte) 0xff
                || (bytes[at + 1] & 0xf6) != 0xf0) {
            return null;
        }
        int rate = bytes[at + 2] >> 2 & 15;
        int length =
                (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xff) << 3 | bytes[at + 5] >> 5 & 7;
        if (rate >= RATES.length || length < HEADER) {
            return null;
        }
        // Nearly always one; the header counts the others.
        int blocks = 1 + (bytes[at + 6] & 3);
        return new Frame(length, blocks * BLOCK_SAMPLES, RATES[rate], 0, "aac");
    }
}
