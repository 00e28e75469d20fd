package io.attachrelay.validator.inspect.deep.office;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An OLE2 file of up to eleven streams at its root, each in whole sectors or in small pieces. */
final class TestOle2 {

    private static final int SECTOR = 512;
    private static final int SMALL = 64;
    private static final int END = -2;
    // Sectors of the table, then of the entries, then one for the table of pieces; data follow.
    private static final int TABLES = 4;
    private static final int ENTRIES = 3;
    private static final int DATA = TABLES + ENTRIES + 1;

    private record Entry(String name, int kind, byte[] bytes) {}

    private final List<Entry> entries = new ArrayList<>();

    TestOle2 stream(String name, byte[] bytes) {
        entries.add(new Entry(name, 2, bytes));
        return this;
    }

    TestOle2 folder(String name) {
        entries.add(new Entry(name, 1, new byte[0]));
        return this;
    }

    /** With streams of 4 kB at least, filled up with zeros. */
    byte[] large() {
        return bytes(4096);
    }

    /** With streams in pieces of 64 bytes, which the root's own stream holds. */
    byte[] small() {
        return bytes(0);
    }

    private byte[] bytes(int least) {
        boolean pieces = least == 0;
        int unit = pieces ? SMALL : SECTOR;
        int[] table = new int[TABLES * SECTOR / 4];
        int[] small = new int[SECTOR / 4];
        Arrays.fill(table, -1);
        Arrays.fill(small, -1);
        var data = ByteBuffer.allocate(SECTOR * (TABLES * SECTOR / 4 - DATA));
        var directory = buffer(ENTRIES * SECTOR);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            byte[] bytes = Arrays.copyOf(entry.bytes(), Math.max(least, entry.bytes().length));
            int first = data.position() / unit;
            int count = (bytes.length + unit - 1) / unit;
            chain(pieces ? small : table, pieces ? first : first + DATA, count);
            data.put(Arrays.copyOf(bytes, count * unit));
            boolean last = i == entries.size() - 1;
            write(directory, i + 1, entry.name(), entry.kind(), last ? -1 : i + 2, -1);
            place(directory, i + 1, count == 0 ? END : pieces ? first : first + DATA, bytes.length);
        }
        int sectors = (data.position() + SECTOR - 1) / SECTOR;
        Arrays.fill(table, 0, TABLES, -3);
        chain(table, TABLES, ENTRIES);
        chain(table, DATA - 1, 1);
        write(directory, 0, "Root Entry", 5, -1, 1);
        if (pieces) {
            chain(table, DATA, sectors);
            place(directory, 0, DATA, sectors * SECTOR);
        }
        var file = buffer(SECTOR * (1 + DATA + sectors));
        file.put(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0});
        file.put(new byte[] {(byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1});
        file.putShort(28, (short) 0xfffe).putShort(30, (short) 9).putShort(32, (short) 6);
        file.putInt(44, TABLES).putInt(48, TABLES).putInt(56, 4096);
        file.putInt(60, DATA - 1).putInt(68, END);
        for (int i = 0; i < TABLES; i++) {
            file.putInt(76 + 4 * i, i);
        }
        file.position(SECTOR);
        Arrays.stream(table).forEach(file::putInt);
        file.put(directory.array());
        Arrays.stream(small).forEach(file::putInt);
        return file.put(data.array(), 0, sectors * SECTOR).array();
    }

    private static void chain(int[] table, int first, int count) {
        for (int i = 0; i < count; i++) {
            table[first + i] = i == count - 1 ? END : first + i + 1;
        }
    }

    private static void write(
            ByteBuffer directory, int id, String name, int kind, int right, int child) {
        int at = id * 128;
        byte[] text = name.getBytes(UTF_16LE);
        directory.put(at, text).putShort(at + 64, (short) (text.length + 2));
        directory.put(at + 66, (byte) kind);
        directory.putInt(at + 68, -1).putInt(at + 72, right).putInt(at + 76, child);
    }

    private static void place(ByteBuffer directory, int id, int first, int bytes) {
        directory.putInt(id * 128 + 116, first).putInt(id * 128 + 120, bytes);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
