package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record at a zip file's end that says where its directory is (PKWARE's APPNOTE 4.3.14 to
 * 4.3.16).
 *
 * @param offset where the record begins, that of Zip64 if there is one
 * @param behind where the file ends, with its comment
 * @param count of entries
 * @param directoryOffset as it is said, which is wrong where something stands before the zip
 */
public record ZipEnd(
        long offset, long behind, long count, long directoryBytes, long directoryOffset) {

    static final String MARK = "PK\5\6";
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final String LOCATOR = "PK\6\7";
    private static final int LOCATOR_BYTES = 20;
    private static final String LARGE_END = "PK\6\6";
    private static final int LARGE_END_BYTES = 56;
    private static final String ENTRY = "PK\1\2";
    private static final int MOST_RECORDS = 64;

    private record Found(Optional<ZipEnd> end) {}

    /** The last such record within the reach of a comment; empty if there is none. */
    public static Optional<ZipEnd> of(Content content) {
        return content.once(Found.class, c -> new Found(find(c))).end();
    }

    /** Whether its directory stands right before it and holds something, as readers want it. */
    public boolean hasDirectory(Content content) {
        return count > 0
                && directoryBytes > 0
                && directoryBytes <= offset
                && content.has(offset - directoryBytes, ENTRY);
    }

    /** Whether its directory stands right before it in a zip file that nothing stands before. */
    public boolean saysWhereDirectoryIs() {
        return count == 0 || directoryOffset + directoryBytes == offset;
    }

    private static Optional<ZipEnd> find(Content content) {
        long end = content.lastIndexOf(MARK, content.size() - END_BYTES - LONGEST_COMMENT);
        return end < 0 ? Optional.empty() : at(content, end);
    }

    /**
     * All records within the reach of a comment that have a directory, the last one first: readers
     * go on to the one before where there is none.
     */
    public static List<ZipEnd> withDirectories(Content content) {
        long from = Math.max(0, content.size() - END_BYTES - LONGEST_COMMENT);
        byte[] bytes = content.read(from, END_BYTES + LONGEST_COMMENT);
        String tail = new String(bytes, StandardCharsets.ISO_8859_1);
        List<ZipEnd> all = new ArrayList<>();
        int mark = tail.lastIndexOf(MARK);
        for (int i = 0; mark >= 0 && i < MOST_RECORDS; i++) {
            at(content, from + mark).filter(end -> end.hasDirectory(content)).ifPresent(all::add);
            mark = tail.lastIndexOf(MARK, mark - 1);
        }
        return all;
    }

    private static Optional<ZipEnd> at(Content content, long end) {
        if (content.size() - end < END_BYTES) {
            return Optional.empty();
        }
        if (content.has(end - LOCATOR_BYTES, LOCATOR)) {
            long large = content.littleEndian(end - LOCATOR_BYTES, LOCATOR_BYTES).getLong(8);
            if (content.has(large, LARGE_END) && content.size() - large >= LARGE_END_BYTES) {
                return Optional.of(large(content, large, end));
            }
        }
        return Optional.of(small(content, end));
    }

    private static ZipEnd small(Content content, long end) {
        ByteBuffer record = content.littleEndian(end, END_BYTES);
        return new ZipEnd(
                end,
                end + END_BYTES + Short.toUnsignedInt(record.getShort(20)),
                Short.toUnsignedInt(record.getShort(10)),
                Integer.toUnsignedLong(record.getInt(12)),
                Integer.toUnsignedLong(record.getInt(16)));
    }

    private static ZipEnd large(Content content, long large, long end) {
        ByteBuffer record = content.littleEndian(large, LARGE_END_BYTES);
        ZipEnd small = small(content, end);
        return new ZipEnd(
                large, small.behind(), record.getLong(32), record.getLong(40), record.getLong(48));
    }
}
