package io.attachrelay.validator.inspect.deep.office;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.attachrelay.validator.inspect.detect.Ole2Directory;
import io.attachrelay.validator.inspect.detect.Ole2Stream;
import java.nio.ByteBuffer;

/**
 * Where the template of a .doc is, which Word loads as it opens the file: the second of the strings
 * that belong to it ([MS-DOC] 2.9.278, SttbfAssoc).
 */
final class WordTemplate {

    // FibBase, and the place of the strings in the table stream: FibRgFcLcb97.
    private static final int FLAGS_AT = 10;
    private static final int FIRST_TABLE = 0x200;
    private static final int STRINGS_AT = 0x19a;
    private static final int MOST_STRINGS_BYTES = 4 << 10;
    // Wide letters, how many strings, nothing besides.
    private static final int HEADER_BYTES = 6;
    private static final short WIDE = -1;

    private WordTemplate() {}

    /** As it stands there; empty if the file names none. */
    static String of(Ole2Directory file, Ole2Stream document) {
        ByteBuffer head = document.read(0, STRINGS_AT + 2 * Integer.BYTES);
        if (head.limit() < STRINGS_AT + 2 * Integer.BYTES) {
            return "";
        }
        boolean first = (head.getShort(FLAGS_AT) & FIRST_TABLE) != 0;
        long at = Integer.toUnsignedLong(head.getInt(STRINGS_AT));
        int length = Math.clamp(head.getInt(STRINGS_AT + Integer.BYTES), 0, MOST_STRINGS_BYTES);
        return file.stream(first ? "1table" : "0table")
                .map(table -> second(table.read(at, length)))
                .orElse("");
    }

    private static String second(ByteBuffer strings) {
        if (strings.limit() < HEADER_BYTES || strings.getShort(0) != WIDE) {
            return "";
        }
        int first = bytes(strings, HEADER_BYTES);
        int second = HEADER_BYTES + Short.BYTES + first;
        int from = Math.min(second + Short.BYTES, strings.limit());
        int count = Math.min(bytes(strings, second), strings.limit() - from);
        return new String(strings.array(), from, count, UTF_16LE);
    }

    /** Of the string that begins there. */
    private static int bytes(ByteBuffer strings, int at) {
        return at + Short.BYTES > strings.limit()
                ? 0
                : Short.toUnsignedInt(strings.getShort(at)) * Character.BYTES;
    }
}
