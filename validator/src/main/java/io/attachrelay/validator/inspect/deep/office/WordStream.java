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

    private static final char BEGIN = '\u0013';
    private static final char END = '\u0015';

    private final FindingSink found;
    private final FieldStack narrow;
    private final FieldStack wide;

    private WordStream(FindingSink found) {
        this.found = found;
        this.narrow = new FieldStack(instruction -> Fields.look(instruction, found));
        this.wide = new FieldStack(instruction -> Fields.look(instruction, found));
    }

    static void look(Ole2Stream stream, FindingSink found) {
        ByteBuffer head = stream.read(0, FLAGS_AT + 2);
        if (head.limit() == FLAGS_AT + 2 && (head.getShort(FLAGS_AT) & ENCRYPTED) != 0) {
            found.add(FindingCode.ENCRYPTED, "a Word file under a password");
        }
        WordStream text = new WordStream(found);
        for (long at = 0; at < stream.size(); at += CHUNK_BYTES) {
            text.look(stream.read(at, CHUNK_BYTES + LONGEST_BEGIN).array());
        }
    }

    /** Letters are of one or of two bytes, piece by piece. */
    private void look(byte[] chunk) {
        look(new String(chunk, StandardCharsets.ISO_8859_1), CHUNK_BYTES, narrow);
        look(new String(chunk, StandardCharsets.UTF_16LE), CHUNK_BYTES / 2, wide);
    }

    private void look(String text, int most, FieldStack fields) {
        if (TextSearch.has(text, '\u0013', FIELD)) {
            found.add(FindingCode.OFFICE_DDE, "a field");
        }
        int from = 0;
        int end = Math.min(most, text.length());
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (c >= BEGIN && c <= END) {
                add(text, from, at, fields);
                mark(c, fields);
                from = at + 1;
            }
        }
        add(text, from, end, fields);
    }

    private static void add(String text, int from, int end, FieldStack fields) {
        if (from < end && !fields.isEmpty()) {
            fields.text(text.substring(from, end));
        }
    }

    private static void mark(char c, FieldStack fields) {
        switch (c) {
            case BEGIN -> fields.begin();
            case END -> fields.end();
            default -> fields.separate();
        }
    }
}
