package io.attachrelay.validator.inspect.deep.office;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Ole2Stream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that Windows' packager put into a document: the stream {@code \1Ole10Native} of [MS-OLEDS]
 * 2.3.6, which begins with the names under which a double click opens it.
 */
final class PackagedFile {

    private static final int HEADER_BYTES = 6;
    private static final int LONGEST_NAMES = 4 << 10;
    // Two numbers between the names.
    private static final int NUMBERS_BYTES = 4;

    private final Ole2Stream stream;
    private final ByteBuffer head;
    private final List<String> names = new ArrayList<>();
    private int behindNames;

    PackagedFile(Ole2Stream stream) {
        this.stream = stream;
        this.head = stream.read(0, LONGEST_NAMES);
        this.behindNames = HEADER_BYTES;
        for (int i = 0; i < 2; i++) {
            String name = textAt(behindNames);
            names.add(name);
            behindNames = Math.min(head.limit(), behindNames + name.length() + 1);
        }
    }

    /** Under which it is opened: its label and its place. */
    List<String> names() {
        return names;
    }

    /** Its bytes; and since readers differ, those from each place where it may begin as well. */
    List<Content> files() {
        List<Content> files = new ArrayList<>();
        files.add(stream.file(Integer.BYTES));
        files.add(stream.file(behindNames));
        int path = behindNames + NUMBERS_BYTES;
        if (path + Integer.BYTES <= head.limit()) {
            long data = path + 4L + Integer.toUnsignedLong(head.getInt(path)) + Integer.BYTES;
            files.add(stream.file(data));
        }
        return files;
    }

    private String textAt(int offset) {
        if (offset >= head.limit()) {
            return "";
        }
        String text = new String(head.array(), offset, head.limit() - offset, ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
