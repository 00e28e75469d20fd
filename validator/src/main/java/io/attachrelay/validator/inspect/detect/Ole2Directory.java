package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The directory of an OLE2 file ([MS-CFB]): a chain of sectors that the allocation table links,
 * with entries of 128 bytes that form a tree. Names below the root belong to embedded files.
 */
public final class Ole2Directory {

    private static final int HEADER_BYTES = 512;
    private static final int ENTRY_BYTES = 128;
    private static final int TABLES_IN_HEADER = 109;
    private static final int MOST_SECTORS = 16_384;
    private static final byte STREAM = 2;
    private static final int FREE = -1;
    // Streams below the header's cut-off stand in pieces of this size within the root's own.
    private static final int SMALL_BYTES = 64;

    // {000C1082-...} to {000C1086-0000-0000-C000-000000000046}.
    private static final int INSTALLER = 0x000c1080;
    private static final int INSTALLER_KINDS = 6;
    private static final long CLASS_OF_MICROSOFT = 0x46000000000000c0L;

    private final Content content;
    private final ByteBuffer header;
    private final int sectorBytes;
    private final List<Integer> directory;

    /** The directory of a file that begins with OLE2's magic. */
    public static Ole2Directory of(Content content) {
        return content.once(Ole2Directory.class, Ole2Directory::new);
    }

    private Ole2Directory(Content content) {
        this.content = content;
        this.header = content.littleEndian(0, HEADER_BYTES);
        // 9 or 12 by the specification.
        this.sectorBytes = 1 << Math.clamp(header.getShort(30), 9, 12);
        this.directory = chain(header.getInt(48));
    }

    /** The names of the root's own streams and folders, in lower case. */
    public Set<String> rootNames() {
        Set<String> names = new HashSet<>();
        rootEntries().forEach(entry -> names.add(name(entry)));
        return names;
    }

    private List<ByteBuffer> rootEntries() {
        List<ByteBuffer> entries = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(entry(0).getInt(76)));
        while (!open.isEmpty()) {
            int id = open.pop();
            if (id >= 0 && seen.add(id)) {
                ByteBuffer entry = entry(id);
                entries.add(entry);
                open.push(entry.getInt(68));
                open.push(entry.getInt(72));
            }
        }
        return entries;
    }

    /** The names of all streams and folders, those of embedded files as well, in lower case. */
    public Set<String> allNames() {
        Set<String> names = new HashSet<>();
        for (int id = 0; id < directory.size() * (sectorBytes / ENTRY_BYTES); id++) {
            names.add(name(entry(id)));
        }
        return names;
    }

    /** Whether its class is that of Windows Installer: packages, transforms, patches. */
    public boolean isInstaller() {
        ByteBuffer root = entry(0);
        return (root.getInt(80) | INSTALLER_KINDS) == (INSTALLER | INSTALLER_KINDS)
                && root.getLong(88) == CLASS_OF_MICROSOFT;
    }

    /** The offset behind the last sector that the allocation table calls used. */
    public long end() {
        int perTable = sectorBytes / Integer.BYTES;
        // Readers that find their way by the header's list believe no count.
        long parts = Math.max(header.getInt(44), TABLES_IN_HEADER);
        long most = content.size() / ((long) sectorBytes * perTable) + 1;
        for (int part = (int) Math.min(parts, most) - 1; part >= 0; part--) {
            int used = table(part) < 0 ? 0 : used(offset(table(part)), perTable);
            if (used > 0) {
                return offset(part * perTable + used);
            }
        }
        return content.size();
    }

    /** The number of a part's entries up to the last one that is not free. */
    private int used(long table, int entries) {
        ByteBuffer part = content.littleEndian(table, sectorBytes);
        int used = Math.min(entries, part.limit() / Integer.BYTES);
        while (used > 0 && part.getInt((used - 1) * Integer.BYTES) == FREE) {
            used--;
        }
        return used;
    }

    /** A stream of the root by its name in lower case; empty if there is none. */
    public Optional<Ole2Stream> stream(String name) {
        return rootEntries().stream()
                .filter(entry -> name(entry).equals(name) && entry.get(66) == STREAM)
                .findFirst()
                .map(this::stream);
    }

    /**
     * All streams of some names, wherever they are: those of embedded files as well.
     *
     * @param names in lower case
     */
    public List<Ole2Stream> anywhere(Set<String> names) {
        List<Ole2Stream> streams = new ArrayList<>();
        for (int id = 0; id < directory.size() * (sectorBytes / ENTRY_BYTES); id++) {
            ByteBuffer entry = entry(id);
            if (entry.get(66) == STREAM && names.contains(name(entry))) {
                streams.add(stream(entry));
            }
        }
        return streams;
    }

    private Ole2Stream stream(ByteBuffer entry) {
        long size = Integer.toUnsignedLong(entry.getInt(120));
        int first = entry.getInt(116);
        if (size >= header.getInt(56)) {
            return new Ole2Stream(content, size, sectorBytes, offsets(chain(first)));
        }
        ByteBuffer root = entry(0);
        List<Long> table = offsets(chain(header.getInt(60)));
        List<Long> pieces = offsets(chain(root.getInt(116)));
        List<Long> offsets = new ArrayList<>();
        int perTable = sectorBytes / Integer.BYTES;
        for (int piece = first; piece >= 0 && offsets.size() < MOST_SECTORS; ) {
            long at = (long) piece * SMALL_BYTES;
            offsets.add(pieces.get((int) (at / sectorBytes)) + at % sectorBytes);
            piece = number(table.get(piece / perTable) + (long) (piece % perTable) * Integer.BYTES);
        }
        return new Ole2Stream(content, size, SMALL_BYTES, offsets);
    }

    private List<Long> offsets(List<Integer> sectors) {
        return sectors.stream().map(this::offset).toList();
    }

    private ByteBuffer entry(int id) {
        int perSector = sectorBytes / ENTRY_BYTES;
        int sector = directory.get(id / perSector);
        return content.littleEndian(
                offset(sector) + (long) (id % perSector) * ENTRY_BYTES, ENTRY_BYTES);
    }

    private static String name(ByteBuffer entry) {
        int bytes = Math.clamp(entry.getShort(64) - 2, 0, 62);
        return new String(entry.array(), 0, bytes, StandardCharsets.UTF_16LE)
                .toLowerCase(Locale.ROOT);
    }

    private List<Integer> chain(int first) {
        List<Integer> sectors = new ArrayList<>();
        int sector = first;
        // A negative number ends the chain.
        while (sector >= 0 && sectors.size() < MOST_SECTORS) {
            sectors.add(sector);
            sector = next(sector);
        }
        return sectors;
    }

    /** What the allocation table says of a sector: the next one of its chain. */
    private int next(int sector) {
        if (offset(sector) > content.size()) {
            // Its part of the table would be looked for along a list of any length.
            throw new IllegalStateException("a sector behind the end of the file");
        }
        int perTable = sectorBytes / Integer.BYTES;
        return number(
                offset(table(sector / perTable)) + (long) (sector % perTable) * Integer.BYTES);
    }

    /** The sector of a part of the allocation table; the header names the first 109. */
    private int table(int part) {
        if (part < TABLES_IN_HEADER) {
            return header.getInt(76 + part * Integer.BYTES);
        }
        int perSector = sectorBytes / Integer.BYTES - 1;
        int left = part - TABLES_IN_HEADER;
        int list = header.getInt(68);
        for (; left >= perSector; left -= perSector) {
            list = number(offset(list) + (long) perSector * Integer.BYTES);
        }
        return number(offset(list) + (long) left * Integer.BYTES);
    }

    private int number(long offset) {
        return content.littleEndian(offset, Integer.BYTES).getInt();
    }

    private long offset(int sector) {
        return (sector + 1L) * sectorBytes;
    }
}
