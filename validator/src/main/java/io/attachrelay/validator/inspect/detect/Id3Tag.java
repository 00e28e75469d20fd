package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;

/** The tag that sound may begin with (https://id3.org/id3v2.4.0-structure). */
public final class Id3Tag {

    private static final int HEADER = 10;

    private Id3Tag() {}

    /** The offset behind it, which the file may lack; 0 if there is none. */
    public static long end(Content content) {
        if (!content.has(0, "ID3")) {
            return 0;
        }
        ByteBuffer header = content.bigEndian(0, HEADER);
        if (header.limit() < HEADER) {
            return 0;
        }
        long end = HEADER;
        for (int i = 6; i < HEADER; i++) {
            // Seven bits in each of four bytes.
            end += (long) (header.get(i) & 0x7f) << 7 * (9 - i);
        }
        return end;
    }
}
