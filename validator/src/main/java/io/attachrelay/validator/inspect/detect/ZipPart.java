package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a zip's central directory says of one of its files. It may lie: readers that stream go by
 * the local headers.
 *
 * @param name in lower case, with slashes
 * @param packed how: 0 not at all, 8 by deflate, -1 under a password
 * @param packedBytes as they stand in the zip
 * @param unpackedBytes as they are said to be once unpacked
 * @param localHeader where it begins
 */
public record ZipPart(
        String name, int packed, long packedBytes, long unpackedBytes, long localHeader) {

    private static final int ZIP64_EXTRA = 1;
    private static final long IN_EXTRA = 0xffffffffL;

    /** A name as it stands in a zip, in lower case and with slashes. */
    public static String nameOf(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8).replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    /** Whether its bytes stand there as they are. */
    public boolean isStored() {
        return packed == 0;
    }

    /** Whether a password is needed for its bytes. */
    public boolean isEncrypted() {
        return packed == -1;
    }

    /** Whether its bytes are deflated. */
    public boolean isDeflated() {
        return packed == 8;
    }

    /**
     * From an entry of the directory and its extra fields, which hold what 32 bits can't.
     *
     * @param shift what offsets are off by
     */
    static ZipPart of(String name, ByteBuffer entry, ByteBuffer extra, long shift) {
        ByteBuffer large = zip64(extra);
        long unpacked = large(Integer.toUnsignedLong(entry.getInt(24)), large);
        long packed = large(Integer.toUnsignedLong(entry.getInt(20)), large);
        long offset = large(Integer.toUnsignedLong(entry.getInt(42)), large);
        boolean encrypted = (entry.getShort(8) & 1) != 0;
        int method = encrypted ? -1 : Short.toUnsignedInt(entry.getShort(10));
        return new ZipPart(name, method, packed, unpacked, offset + shift);
    }

    /** Only those fields stand in the extra field that are all ones elsewhere, in this order. */
    private static long large(long small, ByteBuffer extra) {
        return small == IN_EXTRA && extra.remaining() >= Long.BYTES ? extra.getLong() : small;
    }

    private static ByteBuffer zip64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            if (id == ZIP64_EXTRA) {
                return extra.limit(extra.position() + length);
            }
            extra.position(extra.position() + length);
        }
        return extra.position(extra.limit());
    }
}
