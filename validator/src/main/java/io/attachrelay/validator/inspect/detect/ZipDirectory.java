package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The central directory of a zip file (PKWARE's APPNOTE 4.3), found from the file's end. */
public final class ZipDirectory {

    private static final String ENTRY = "PK\1\2";
    private static final int ENTRY_BYTES = 46;
    private static final String LOCAL = "PK\3\4";
    private static final int LOCAL_BYTES = 30;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int BUFFER_BYTES = 8 << 10;
    private static final int CHUNK_BYTES = 64 << 10;

    private final Content content;
    private final List<ZipPart> parts = new ArrayList<>();
    private final Map<String, ZipPart> byName = new LinkedHashMap<>();
    private final long start;

    private ZipDirectory(Content content, long start) {
        this.content = content;
        this.start = start;
    }

    /** Whether the content begins as zip files do, those without files as well. */
    public static boolean begins(Content content) {
        return content.has(0, LOCAL) || content.has(0, ZipEnd.MARK);
    }

    private record Found(Optional<ZipDirectory> zip) {}

    /** The directory; empty if the file has none because it is cut off. */
    public static Optional<ZipDirectory> of(Content content) {
        return content.once(Found.class, c -> new Found(ZipEnd.of(c).map(end -> read(c, end))))
                .zip();
    }

    /**
     * The names in the local headers of a file that is cut off, as far as they follow each other.
     */
    public static Set<String> localNames(Content content) {
        Set<String> names = new LinkedHashSet<>();
        long at = 0;
        while (content.has(at, LOCAL) && at + LOCAL_BYTES <= content.size()) {
            ByteBuffer local = content.littleEndian(at, LOCAL_BYTES);
            int nameBytes = Short.toUnsignedInt(local.getShort(26));
            names.add(ZipPart.nameOf(content.read(at + LOCAL_BYTES, nameBytes)));
            at +=
                    LOCAL_BYTES
                            + nameBytes
                            + Short.toUnsignedInt(local.getShort(28))
                            + Integer.toUnsignedLong(local.getInt(18));
        }
        return names;
    }

    private static ZipDirectory read(Content content, ZipEnd end) {
        // Where something stands before the zip file, all offsets are off by its length.
        long start =
                content.has(end.directoryOffset(), ENTRY)
                        ? end.directoryOffset()
                        : end.offset() - end.directoryBytes();
        ZipDirectory directory = new ZipDirectory(content, start);
        directory.read(end.count(), start - end.directoryOffset());
        return directory;
    }

    /** Where the directory begins. */
    public long start() {
        return start;
    }

    /** All names in lower case, in their order. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** All files in their order, those of the same name as well. */
    public List<ZipPart> parts() {
        return Collections.unmodifiableList(parts);
    }

    /**
     * The first bytes of an entry as UTF-8.
     *
     * @param name in lower case
     * @param most how many bytes, compressed or not, are looked at
     */
    public Optional<String> text(String name, int most) {
        return Optional.ofNullable(byName.get(name))
                .map(part -> new String(unpacked(part, most, most), StandardCharsets.UTF_8));
    }

    /**
     * The first bytes of a file that is stored or deflated.
     *
     * @param mostPacked how many packed bytes are read at most
     * @param most how many unpacked ones are made at most
     * @throws IllegalStateException if they can't be unpacked
     */
    public byte[] unpacked(ZipPart part, int mostPacked, int most) {
        byte[] packed = content.read(data(part), (int) Math.min(part.packedBytes(), mostPacked));
        return part.isStored()
                ? Arrays.copyOf(packed, Math.min(packed.length, most))
                : inflate(packed, most);
    }

    /**
     * How many bytes the first packed ones of a deflated file make; none is kept.
     *
     * @param mostPacked how many packed bytes are read at most
     * @param enough behind so many it is not counted on
     * @throws IllegalStateException if they can't be unpacked
     */
    public long unpackedBytes(ZipPart part, long mostPacked, long enough) {
        long at = data(part);
        long end = at + Math.min(part.packedBytes(), mostPacked);
        long sum = 0;
        try (Inflater inflater = new Inflater(true)) {
            while (at < end && sum <= enough) {
                byte[] packed = content.read(at, (int) Math.min(end - at, CHUNK_BYTES));
                if (packed.length == 0) {
                    return sum;
                }
                inflater.setInput(packed);
                sum += made(inflater, enough - sum);
                at += packed.length;
            }
            return sum;
        } catch (DataFormatException e) {
            throw unpackable(e);
        }
    }

    private long made(Inflater inflater, long enough) throws DataFormatException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long sum = 0;
        int made = inflater.inflate(buffer);
        while (made > 0 && sum <= enough) {
            content.checkpoint();
            sum += made;
            made = inflater.inflate(buffer);
        }
        return sum;
    }

    /**
     * Some packed bytes of a file.
     *
     * @param offset from its first one
     */
    public byte[] packed(ZipPart part, long offset, int length) {
        return content.glance(data(part) + offset, length).array();
    }

    /** Lets all packed bytes of a file be read beside what may be read anyway. */
    public void allow(ZipPart part) {
        content.allow(part.packedBytes());
    }

    /**
     * Where a file's bytes begin, behind its local header.
     *
     * @throws IllegalStateException if that is not in the zip
     */
    public long data(ZipPart part) {
        ByteBuffer local = content.littleEndian(part.localHeader(), LOCAL_BYTES);
        long data =
                part.localHeader()
                        + LOCAL_BYTES
                        + Short.toUnsignedInt(local.getShort(26))
                        + Short.toUnsignedInt(local.getShort(28));
        if (part.localHeader() < 0 || data > content.size()) {
            throw new IllegalStateException("a file that does not stand in its zip");
        }
        return data;
    }

    /** What the local header says of the unpacked size; 0 if that stands elsewhere. */
    public long localUnpackedBytes(ZipPart part) {
        ByteBuffer local = content.littleEndian(part.localHeader(), LOCAL_BYTES);
        long said = Integer.toUnsignedLong(local.getInt(22));
        return said == IN_EXTRA ? 0 : said;
    }

    private void read(long count, long shift) {
        long at = start;
        for (long i = 0; i < count; i++) {
            if (!content.has(at, ENTRY)) {
                throw new IllegalStateException("no entry where the zip directory has one");
            }
            ByteBuffer entry = content.littleEndian(at, ENTRY_BYTES);
            int nameBytes = Short.toUnsignedInt(entry.getShort(28));
            int extraBytes = Short.toUnsignedInt(entry.getShort(30));
            ByteBuffer extra = content.littleEndian(at + ENTRY_BYTES + nameBytes, extraBytes);
            String name = ZipPart.nameOf(content.read(at + ENTRY_BYTES, nameBytes));
            add(ZipPart.of(name, entry, extra, shift));
            at += ENTRY_BYTES + nameBytes + extraBytes + Short.toUnsignedInt(entry.getShort(32));
        }
    }

    private void add(ZipPart part) {
        parts.add(part);
        byName.putIfAbsent(part.name(), part);
    }

    private static byte[] inflate(byte[] compressed, int most) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(compressed);
            byte[] out = new byte[Math.min(most, BUFFER_BYTES)];
            int length = inflater.inflate(out);
            while (length == out.length && length < most) {
                out = Arrays.copyOf(out, (int) Math.min(most, 2L * length));
                length += inflater.inflate(out, length, out.length - length);
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw unpackable(e);
        }
    }

    private static IllegalStateException unpackable(DataFormatException e) {
        return new IllegalStateException("a zip entry can't be inflated", e);
    }
}
