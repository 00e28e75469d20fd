package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Ole2Stream;
import io.attachrelay.validator.inspect.detect.TextSearch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The document stream of a .doc ([MS-DOC]): its head, and fields in its text. */
final class WordStream {

    // FibBase.
    private static final int FLAGS_AT = 10;
    private static final int ENCRYPTED = 0x100;
    private static final int CHUNK_BYTES = 64 << 10;
    private static final int LONGEST_BEGIN = 64;
    // The sign that begins a field, and its instruction.
    private static final Pattern FIELD =
            Pattern.compile("\u0013[\\s\"]*dde(?:auto)?[\\s\"]", Pattern.CASE_INSENSITIVE);

    private WordStream() {}

    static void look(Ole2Stream stream, FindingSink found) {
        ByteBuffer head = stream.read(0, FLAGS_AT + 2);
        if (head.limit() == FLAGS_AT + 2 && (head.getShort(FLAGS_AT) & ENCRYPTED) != 0) {
            found.add(FindingCode.ENCRYPTED, "a Word file under a password");
        }
        for (long at = 0; at < stream.size(); at += CHUNK_BYTES - LONGEST_BEGIN) {
            byte[] chunk = stream.read(at, CHUNK_BYTES).array();
            if (hasDde(new String(chunk, StandardCharsets.ISO_8859_1))
                    || hasDde(new String(chunk, StandardCharsets.UTF_16LE))) {
                found.add(FindingCode.OFFICE_DDE, "a field");
                return;
            }
        }
    }

    private static boolean hasDde(String text) {
        return TextSearch.has(text, '\u0013', FIELD);
    }
}
