package io.attachrelay.validator.inspect.av;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.detect.Content;
import java.util.Optional;

/**
 * MPEG films (ISO/IEC 11172 and 13818): of the last packet its end, of the pictures the first
 * header.
 */
final class ProgramStream implements Recording {

    // Holds a pack and the longest packet behind it.
    private static final int TAIL_BYTES = 68 << 10;
    private static final int PACK = 0xba;
    private static final int SEQUENCE = 0xb3;
    private static final int EXTENSION = 0xb5;
    private static final int HEADER = 6;
    // A pack's header in either version; the second may be followed by stuffing.
    private static final int FIRST_PACK_BYTES = 12;
    private static final int SECOND_PACK_BYTES = 14;

    private final Content content;

    private ProgramStream(Content content) {
        this.content = content;
    }

    static ProgramStream of(Content content) {
        return new ProgramStream(content);
    }

    /** From the first pack of the last ones on, packet by packet. */
    @Override
    public Optional<String> complaint() {
        byte[] tail = content.read(content.size() - TAIL_BYTES, TAIL_BYTES);
        int at = firstPack(tail);
        while (at + HEADER <= tail.length) {
            int bytes = packetBytes(tail, at);
            if (bytes == 0) {
                return Optional.empty();
            }
            at += bytes;
        }
        return at > tail.length
                ? Optional.of("the end of the last packet is missing")
                : Optional.empty();
    }

    private static int firstPack(byte[] bytes) {
        int at = 0;
        while (at + HEADER < bytes.length && code(bytes, at) != PACK) {
            at++;
        }
        return at + HEADER < bytes.length ? at : bytes.length;
    }

    /** With its header; 0 for what is no packet. */
    private static int packetBytes(byte[] bytes, int at) {
        int code = code(bytes, at);
        if (code > PACK) {
            int length = (bytes[at + 4] & 0xff) << 8 | bytes[at + 5] & 0xff;
            return length == 0 ? 0 : HEADER + length;
        }
        if (code != PACK) {
            return 0;
        }
        boolean second = (bytes[at + 4] & 0xc0) == 0x40;
        boolean whole = at + SECOND_PACK_BYTES <= bytes.length;
        int stuffing = whole ? bytes[at + SECOND_PACK_BYTES - 1] & 7 : 0;
        return second ? SECOND_PACK_BYTES + stuffing : FIRST_PACK_BYTES;
    }

    @Override
    public MediaFacts facts() {
        byte[] head = content.head();
        for (int at = 0; at + 8 <= head.length; at++) {
            if (code(head, at) == SEQUENCE) {
                int width = (head[at + 4] & 0xff) << 4 | (head[at + 5] & 0xf0) >> 4;
                int height = (head[at + 5] & 15) << 8 | head[at + 6] & 0xff;
                return Facts.film(
                        width, height, null, isSecondVersion(head, at) ? "mpeg2" : "mpeg1");
            }
        }
        return MediaFacts.NONE;
    }

    /** Its sequence header is extended, behind two tables that may be there. */
    private static boolean isSecondVersion(byte[] head, int sequence) {
        int end = Math.min(sequence + 160, head.length - 4);
        for (int at = sequence + 4; at < end; at++) {
            int code = code(head, at);
            if (code >= 0) {
                return code == EXTENSION;
            }
        }
        return false;
    }

    /** The number behind the mark of a begin; -1 if there is none. */
    private static int code(byte[] bytes, int at) {
        return bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1
                ? bytes[at + 3] & 0xff
                : -1;
    }
}
