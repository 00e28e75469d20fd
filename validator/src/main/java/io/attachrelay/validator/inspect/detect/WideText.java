package io.attachrelay.validator.inspect.detect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-16, by its mark or, where that is missing, by the zeros beside Latin letters. */
final class WideText {

    // What Windows' own guess goes by looks at no more.
    private static final int LOOK_BYTES = 512;
    private static final int LEAST_BYTES = 8;

    private WideText() {}

    /** How a text is coded that begins so, if that is in units of two bytes. */
    static Optional<Charset> charset(byte[] head) {
        if (startsWith(head, 0xff, 0xfe)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (startsWith(head, 0xfe, 0xff)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        int first = zeros(head, 0);
        int second = zeros(head, 1);
        int half = Math.min(head.length, LOOK_BYTES) / 2;
        if (head.length < LEAST_BYTES || Math.min(first, second) > 0) {
            return Optional.empty();
        }
        if (second * 4 > half * 3) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return first * 4 > half * 3 ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < Math.min(head.length, LOOK_BYTES); i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }
}
