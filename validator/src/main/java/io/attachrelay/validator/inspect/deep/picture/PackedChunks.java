package io.attachrelay.validator.inspect.deep.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.deep.archive.FlateRatio;
import io.attachrelay.validator.inspect.detect.Content;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Packed texts and colour profiles of a PNG (https://www.w3.org/TR/png-3, 11.3.2.3 and 11.3.3),
 * which some viewers unpack as a whole before they show anything. They stand among the first parts.
 */
final class PackedChunks {

    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER_BYTES = 8;
    private static final int CRC_BYTES = 4;
    private static final int MOST_CHUNKS = 64;
    // Names and languages stand before what is packed.
    private static final int LONGEST_BEGIN = 512;
    private static final Pattern BEGIN =
            Pattern.compile(
                    "(?:zTXt|iCCP)[^\0]{1,79}\0.|iTXt[^\0]{1,79}\0\u0001.[^\0]*\0[^\0]*\0",
                    Pattern.DOTALL);

    private PackedChunks() {}

    /** What is wrong with one of them, in words. */
    static Optional<String> complaint(Content content) {
        long at = SIGNATURE_BYTES;
        for (int i = 0; i < MOST_CHUNKS && at + HEADER_BYTES < content.size(); i++) {
            ByteBuffer header = content.glance(at, HEADER_BYTES);
            long length = Integer.toUnsignedLong(header.getInt(0));
            Optional<String> complaint = complaint(content, at + Integer.BYTES, length);
            if (complaint.isPresent()) {
                return complaint;
            }
            at += HEADER_BYTES + length + CRC_BYTES;
        }
        return Optional.empty();
    }

    /**
     * @param at of the chunk's name, behind which it begins
     */
    private static Optional<String> complaint(Content content, long at, long length) {
        char first = (char) content.glance(at, 1).get();
        if (first != 'z' && first != 'i') {
            return Optional.empty();
        }
        var begin =
                BEGIN.matcher(new String(content.glance(at, LONGEST_BEGIN).array(), ISO_8859_1));
        if (!begin.lookingAt()) {
            return Optional.empty();
        }
        long packed = at + begin.end();
        return FlateRatio.complaint(
                (offset, count) -> content.glance(packed + offset, count).array(),
                at + Integer.BYTES + length - packed);
    }
}
