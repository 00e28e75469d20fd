package io.attachrelay.deploy.testkit.clamd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** A tar archive (POSIX ustar) of a few small files. */
final class TarArchive {

    private static final int BLOCK = 512;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private final ByteArrayOutputStream files = new ByteArrayOutputStream();

    void add(String name, byte[] content) {
        files.writeBytes(header(name, content.length));
        files.writeBytes(content);
        files.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    /** The archive behind other bytes. */
    byte[] behind(byte[] first) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(files.toByteArray());
        all.writeBytes(new byte[2 * BLOCK]);
        return all.toByteArray();
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, 124, "%011o\0".formatted(size) + "00000000000\0");
        put(header, CHECKSUM_AT, " ".repeat(CHECKSUM_LENGTH));
        put(header, 156, "0");
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte b : header) {
            sum += b;
        }
        put(header, CHECKSUM_AT, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
