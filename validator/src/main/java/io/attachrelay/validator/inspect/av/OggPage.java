package io.attachrelay.validator.inspect.av;

import io.attachrelay.validator.inspect.detect.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A page of an Ogg file (RFC 3533, section 6).
 *
 * @param position of the stream behind it, in units of its codec; -1 if no packet ends in it
 * @param stream whose page it is
 * @param isLast whether it says that it is the stream's last
 * @param packet where its content begins
 * @param end behind it, which the file may lack
 * @param goesOn whether its last packet goes on in another page
 */
record OggPage(long position, int stream, boolean isLast, long packet, long end, boolean goesOn) {

    static final String MARK = "OggS";

    private static final int HEADER = 27;
    private static final int SEGMENTS_AT = 26;
    private static final int VERSION_AT = 4;
    private static final int FLAGS_AT = 5;
    private static final int LAST = 4;
    private static final int FULL = 255;

    /** Whether the file ends within the header of a page that begins there. */
    static boolean isCut(Content content, long at) {
        byte[] fixed = content.read(at, HEADER);
        return fixed.length < HEADER
                || fixed[VERSION_AT] == 0
                        && at + HEADER + (fixed[SEGMENTS_AT] & 0xff) > content.size();
    }

    /** The page that begins there; empty if none does whose header is whole. */
    static Optional<OggPage> at(Content content, long at) {
        byte[] fixed = content.read(at, HEADER);
        if (fixed.length < HEADER || !content.has(at, MARK) || fixed[VERSION_AT] != 0) {
            return Optional.empty();
        }
        int count = fixed[SEGMENTS_AT] & 0xff;
        byte[] segments = content.read(at + HEADER, count);
        if (segments.length < count) {
            return Optional.empty();
        }
        long end = at + HEADER + count;
        for (byte segment : segments) {
            end += segment & 0xff;
        }
        ByteBuffer header = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
        return Optional.of(
                new OggPage(
                        header.getLong(6),
                        header.getInt(14),
                        (fixed[FLAGS_AT] & LAST) != 0,
                        at + HEADER + count,
                        end,
                        count > 0 && (segments[count - 1] & 0xff) == FULL));
    }
}
