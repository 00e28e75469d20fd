package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Ole2Stream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The records at the head of a workbook ([MS-XLS] 2.1.7.20.3), up to the first sheet. */
final class ExcelStream {

    private static final int HEADER_BYTES = 4;
    private static final int LONGEST_RECORD = 8 << 10;
    private static final int EOF = 0x0a;
    private static final int FILE_PASS = 0x2f;
    private static final int BOUND_SHEET = 0x85;
    private static final int MACRO_SHEET = 1;
    private static final int VISUAL_BASIC_SHEET = 6;
    private static final int SUP_BOOK = 0x1ae;
    private static final int EXTERN_NAME = 0x23;
    private static final int OLE_LINK = 0x10;
    // What parts the program from the topic.
    private static final char DDE_MARK = 3;

    private final FindingSink found;
    private boolean dataExchange;

    private ExcelStream(FindingSink found) {
        this.found = found;
    }

    static void look(Ole2Stream stream, FindingSink found) {
        ExcelStream records = new ExcelStream(found);
        long at = 0;
        while (at + HEADER_BYTES <= stream.size()) {
            ByteBuffer header = stream.read(at, HEADER_BYTES);
            int type = Short.toUnsignedInt(header.getShort(0));
            int length = Short.toUnsignedInt(header.getShort(2));
            if (type == EOF) {
                return;
            }
            at += HEADER_BYTES;
            records.look(type, stream, at, length);
            at += length;
        }
    }

    private void look(int type, Ole2Stream stream, long at, int length) {
        switch (type) {
            case FILE_PASS -> found.add(FindingCode.ENCRYPTED, "a workbook under a password");
            case BOUND_SHEET -> sheet(stream.read(at, Math.min(length, LONGEST_RECORD)));
            case SUP_BOOK -> book(stream.read(at, Math.min(length, LONGEST_RECORD)));
            case EXTERN_NAME -> name(stream.read(at, Math.min(length, LONGEST_RECORD)));
            default -> {}
        }
    }

    private void sheet(ByteBuffer record) {
        int kind = record.limit() > 5 ? record.get(5) : 0;
        if (kind == MACRO_SHEET || kind == VISUAL_BASIC_SHEET) {
            found.add(FindingCode.OFFICE_MACROS, "a macro sheet");
        }
    }

    /** Another workbook, or a program: which of both its names tell. */
    private void book(ByteBuffer record) {
        String path = new String(record.array(), StandardCharsets.ISO_8859_1);
        dataExchange = path.length() > 5 && path.indexOf(DDE_MARK, 5) >= 0;
    }

    private void name(ByteBuffer record) {
        boolean ole = record.limit() > 1 && (record.getShort(0) & OLE_LINK) != 0;
        if (dataExchange && !ole) {
            found.add(FindingCode.OFFICE_DDE, "a link to a program");
        }
    }
}
