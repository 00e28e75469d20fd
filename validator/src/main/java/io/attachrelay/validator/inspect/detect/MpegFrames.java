package io.attachrelay.validator.inspect.detect;

import org.jspecify.annotations.Nullable;

/** MPEG audio (ISO/IEC 11172-3, section 2.4.1.3, and 13818-3): MP3 and its elder brothers. */
public final class MpegFrames implements FrameFormat {

    private static final int[] RATES = {44_100, 48_000, 32_000};

    // In thousands of bits a second, by index from 1 on.
    private static final int[][] FIRST_VERSION = {
        {32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
    };
    private static final int[][] LATER_VERSIONS = {
        {32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
        {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
    };

    @Override
    public @Nullable Frame at(byte[] bytes, int at) {
        if (at + 4 > bytes.length || bytes[at] != (byte) 0xff || (bytes[at + 1] & 0xe0) != 0xe0) {
            return null;
        }
        int version = bytes[at + 1] >> 3 & 3;
        int layer = 4 - (bytes[at + 1] >> 1 & 3);
        int bitRate = bytes[at + 2] >> 4 & 15;
        int rate = bytes[at + 2] >> 2 & 3;
        // Reserved values; and a bit rate that the header does not tell.
        if (version == 1 || layer == 4 || bitRate == 0 || bitRate == 15 || rate == 3) {
            return null;
        }
        boolean first = version == 3;
        return frame(
                first,
                layer,
                1000 * (first ? FIRST_VERSION : LATER_VERSIONS)[layer - 1][bitRate - 1],
                RATES[rate] >> (first ? 0 : version == 2 ? 1 : 2),
                bytes[at + 2] >> 1 & 1);
    }

    private static Frame frame(boolean first, int layer, int bits, int rate, int padding) {
        int samples = layer == 1 ? 384 : layer == 3 && !first ? 576 : 1152;
        // The first layer counts in slots of four bytes.
        int slot = layer == 1 ? 4 : 1;
        int bytes = (samples / 8 / slot * bits / rate + padding) * slot;
        return new Frame(bytes, samples, rate, bits, "mp" + layer);
    }
}
