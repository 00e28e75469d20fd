package io.attachrelay.validator.inspect.detect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind the first 64 KB of a text: all of it up to 448 KB, so that less than 512 KB of
 * a file are read; of a larger one its last 64 KB and samples, evenly spread.
 */
final class LongText {

    private static final int WHOLE_BYTES = 448 << 10;
    private static final int SAMPLES = 5;
    private static final int SAMPLE_BYTES = 40 << 10;
    // What begins at the end of the first part is seen with what it goes on with.
    private static final int OVERLAP_BYTES = 1 << 10;
    private static final int BEGIN = Content.HEAD_BYTES - OVERLAP_BYTES;

    private LongText() {}

    /** The parts, if each of them is text. */
    static Optional<List<String>> parts(Content content, Charset charset) {
        List<String> parts = new ArrayList<>();
        for (byte[] bytes : bytes(content)) {
            Optional<String> part = PlainText.decode(fromWholeCharacter(bytes, charset), charset);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts);
    }

    /** Each from an even offset on, so that two-byte characters stay whole. */
    private static List<byte[]> bytes(Content content) {
        long size = content.size();
        if (size <= WHOLE_BYTES) {
            return List.of(content.read(BEGIN, (int) (size - BEGIN)));
        }
        List<byte[]> parts = new ArrayList<>();
        long room = size - BEGIN - Content.HEAD_BYTES - SAMPLE_BYTES;
        for (int i = 0; i < SAMPLES; i++) {
            parts.add(content.read(BEGIN + room * i / (SAMPLES - 1) & ~1L, SAMPLE_BYTES));
        }
        // Last, since others look there as well.
        parts.add(content.read(size - Content.HEAD_BYTES & ~1L, Content.HEAD_BYTES + 1));
        return parts;
    }

    private static byte[] fromWholeCharacter(byte[] bytes, Charset charset) {
        int start = 0;
        while (charset.equals(StandardCharsets.UTF_8)
                && start < Math.min(3, bytes.length)
                && (bytes[start] & 0xc0) == 0x80) {
            start++;
        }
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }
}
