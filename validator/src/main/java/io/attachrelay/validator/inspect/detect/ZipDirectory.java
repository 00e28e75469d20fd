package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The central directory of a zip file (PKWARE's APPNOTE 4.3), read from the file's end. Zip64 is
 * not read: such a file has no entries here.
 */
public final class ZipDirectory {

    private static final String END = "PK\5\6";
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final String ENTRY = "PK\1\2";
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final long ZIP64 = 0xffffffffL;

    private final Content content;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private ZipDirectory(Content content) {
        this.content = content;
    }

    private record Entry(boolean deflated, long compressedBytes, long localHeader) {}

    private record Found(Optional<ZipDirectory> zip) {}

    /** The directory; empty if the file has none because it is cut off. */
    public static Optional<ZipDirectory> of(Content content) {
        return content.once(Found.class, c -> new Found(read(c))).zip();
    }

    private static Optional<ZipDirectory> read(Content content) {
        long end = content.lastIndexOf(END, content.size() - END_BYTES - LONGEST_COMMENT);
        if (end < 0 || content.size() - end < END_BYTES) {
            return Optional.empty();
        }
        ByteBuffer record = content.littleEndian(end, END_BYTES);
        int count = Short.toUnsignedInt(record.getShort(10));
        long bytes = Integer.toUnsignedLong(record.getInt(12));
        long offset = Integer.toUnsignedLong(record.getInt(16));
        ZipDirectory directory = new ZipDirectory(content);
        if (bytes != ZIP64 && offset != ZIP64) {
            // Where something stands before the zip file, all offsets are off by its length.
            long start = content.has(offset, ENTRY) ? offset : end - bytes;
            directory.read(start, count, start - offset);
        }
        return Optional.of(directory);
    }

    /** All names in lower case, in their order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * The first bytes of an entry as UTF-8.
     *
     * @param name in lower case
     * @param most how many bytes, compressed or not, are looked at
     */
    public Optional<String> text(String name, int most) {
        return Optional.ofNullable(entries.get(name))
                .map(entry -> new String(bytes(entry, most), StandardCharsets.UTF_8));
    }

    private void read(long start, int count, long shift) {
        long at = start;
        for (int i = 0; i < count; i++) {
            if (!content.has(at, ENTRY)) {
                throw new IllegalStateException("no entry where the zip directory has one");
            }
            ByteBuffer entry = content.littleEndian(at, ENTRY_BYTES);
            int nameBytes = Short.toUnsignedInt(entry.getShort(28));
            entries.putIfAbsent(name(at + ENTRY_BYTES, nameBytes), entry(entry, shift));
            at +=
                    ENTRY_BYTES
                            + nameBytes
                            + Short.toUnsignedInt(entry.getShort(30))
                            + Short.toUnsignedInt(entry.getShort(32));
        }
    }

    private static Entry entry(ByteBuffer entry, long shift) {
        return new Entry(
                entry.getShort(10) != 0,
                Integer.toUnsignedLong(entry.getInt(20)),
                Integer.toUnsignedLong(entry.getInt(42)) + shift);
    }

    private String name(long offset, int length) {
        return new String(content.read(offset, length), StandardCharsets.UTF_8)
                .replace('\\', '/')
                .toLowerCase(Locale.ROOT);
    }

    private byte[] bytes(Entry entry, int most) {
        ByteBuffer local = content.littleEndian(entry.localHeader(), LOCAL_BYTES);
        long data =
                entry.localHeader()
                        + LOCAL_BYTES
                        + Short.toUnsignedInt(local.getShort(26))
                        + Short.toUnsignedInt(local.getShort(28));
        byte[] stored = content.read(data, (int) Math.min(entry.compressedBytes(), most));
        return entry.deflated() ? inflate(stored, most) : stored;
    }

    private static byte[] inflate(byte[] compressed, int most) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(compressed);
            byte[] out = new byte[most];
            int length = inflater.inflate(out);
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a zip entry can't be inflated", e);
        }
    }
}
