package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Whether the chunks of a PNG file (https://www.w3.org/TR/png-3, section 5.3) lead to its last one.
 * Somebody who puts an end mark behind half a picture does not make it whole.
 */
final class PngChunks {

    private static final int SIGNATURE = 8;
    // Length and name; with the checksum.
    private static final int HEADER = 8;
    private static final int FRAME = 12;
    private static final Set<String> DATA = Set.of("IDAT", "fdAT");
    // A picture whose data is in more chunks than that is looked at from its end.
    private static final int MOST = 64;

    private final Content content;
    private final long end;

    private PngChunks(Content content, long end) {
        this.content = content;
        this.end = end;
    }

    /** Where a walk from chunk to chunk comes to. */
    private enum Walk {
        END,
        NOWHERE,
        NOT_KNOWN
    }

    /**
     * Whether chunks lead from image data to the last one, as far as that can be told.
     *
     * @param end where the name of the last chunk stands
     */
    static boolean areWhole(Content content, long end) {
        var chunks = new PngChunks(content, end);
        Walk fromLast = chunks.fromLastData();
        return fromLast == Walk.END
                || switch (chunks.from(SIGNATURE)) {
                    case END -> true;
                    case NOWHERE -> false;
                    case NOT_KNOWN -> fromLast == Walk.NOT_KNOWN;
                };
    }

    /** From the last chunk of image data in the tail that leads there: data may look like one. */
    private Walk fromLastData() {
        long begin = Math.max(SIGNATURE, end - Content.HEAD_BYTES);
        String tail =
                new String(
                        content.read(begin, (int) Math.max(0, end - begin)),
                        StandardCharsets.ISO_8859_1);
        Walk walk = Walk.NOT_KNOWN;
        for (int at = lastData(tail, tail.length());
                at >= 0 && walk != Walk.END;
                at = lastData(tail, at - 1)) {
            walk = from(begin + at - 4);
        }
        return walk;
    }

    private static int lastData(String bytes, int before) {
        return DATA.stream().mapToInt(name -> bytes.lastIndexOf(name, before)).max().orElse(-1);
    }

    private Walk from(long begin) {
        long at = begin;
        boolean data = false;
        for (int i = 0; i < MOST; i++) {
            ByteBuffer header = content.glance(at, HEADER);
            if (header.limit() < HEADER) {
                return Walk.NOWHERE;
            }
            String name = new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
            if (name.equals("IEND")) {
                return data ? Walk.END : Walk.NOWHERE;
            }
            data |= DATA.contains(name);
            at += FRAME + Integer.toUnsignedLong(header.getInt(0));
        }
        return Walk.NOT_KNOWN;
    }
}
