package io.attachrelay.validator.inspect.detect;

/**
 * Frames of MPEG sound (ISO/IEC 11172-3, section 2.4.1.3; 13818-3) and of AAC in ADTS (ISO/IEC
 * 13818-7, section 6.2): each header tells where the next one stands.
 */
final class SoundFrames {

    // Three of the longest frames of sound, and one to begin within.
    private static final int PROBE_BYTES = 8 << 10;
    private static final int FRAMES = 3;
    private static final int[] FIRST_LAYER = {
        0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448
    };
    private static final int[] SECOND_LAYER = {
        0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384
    };
    private static final int[] THIRD_LAYER = {
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
    };
    private static final int[] LOW_FIRST_LAYER = {
        0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256
    };
    private static final int[] LOW = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES = {44_100, 48_000, 32_000};

    private SoundFrames() {}

    /**
     * About where the frames end: some of them may stand behind it, but none in the 8 KB before
     * what is no sound. The size if they go on to the end or none are found.
     */
    static long end(Content content) {
        long size = content.size();
        long lo = begin(content);
        if (!standAt(content, lo) || standAt(content, size - PROBE_BYTES)) {
            return size;
        }
        long hi = size;
        while (hi - lo > PROBE_BYTES) {
            long middle = lo + (hi - lo) / 2;
            if (standAt(content, middle)) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        return lo;
    }

    /** Behind a tag. */
    private static long begin(Content content) {
        if (!content.has(0, "ID3")) {
            return 0;
        }
        long length = 0;
        for (byte seven : content.read(6, 4)) {
            length = length << 7 | seven & 0x7f;
        }
        return 10 + length;
    }

    private static boolean standAt(Content content, long offset) {
        byte[] bytes = content.read(Math.max(0, offset), PROBE_BYTES);
        for (int at = 0; at + 4 < bytes.length; at++) {
            if (bytes[at] == (byte) 0xff && follow(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean follow(byte[] bytes, int from) {
        int at = from;
        for (int i = 0; i < FRAMES; i++) {
            int length = length(bytes, at);
            if (length <= 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** In bytes; 0 if there is no header. */
    private static int length(byte[] bytes, int at) {
        if (at + 6 > bytes.length || bytes[at] != (byte) 0xff || (bytes[at + 1] & 0xe0) != 0xe0) {
            return 0;
        }
        int layer = 4 - (bytes[at + 1] >> 1 & 3);
        if (layer == 4) {
            return (bytes[at + 1] & 0xf0) == 0xf0
                    ? (bytes[at + 3] & 3) << 11
                            | (bytes[at + 4] & 0xff) << 3
                            | (bytes[at + 5] & 0xff) >> 5
                    : 0;
        }
        return mpeg(bytes[at + 1] >> 3 & 3, layer, bytes[at + 2] & 0xff);
    }

    /**
     * @param version 3 is the first, 2 the second, 0 that of the lowest rates
     */
    private static int mpeg(int version, int layer, int third) {
        int rate = third >> 2 & 3;
        if (version == 1 || rate == 3 || third >> 4 == 15) {
            return 0;
        }
        boolean low = version != 3;
        int bits = 1000 * bits(low, layer)[third >> 4];
        int hertz = RATES[rate] / (version == 3 ? 1 : version == 2 ? 2 : 4);
        int padding = third >> 1 & 1;
        if (layer == 1) {
            return (12 * bits / hertz + padding) * 4;
        }
        return bits == 0 ? 0 : (low && layer == 3 ? 72 : 144) * bits / hertz + padding;
    }

    private static int[] bits(boolean low, int layer) {
        if (low) {
            return layer == 1 ? LOW_FIRST_LAYER : LOW;
        }
        return layer == 1 ? FIRST_LAYER : layer == 2 ? SECOND_LAYER : THIRD_LAYER;
    }
}
