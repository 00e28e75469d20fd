package io.attachrelay.validator.inspect.deep.archive;

import static io.attachrelay.validator.inspect.TestBytes.latin1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;

/** A zip file byte by byte, so that its directory can lie. */
public final class ZipBuilder {

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    /** A deflated file; the directory and the local header say the truth. */
    public ZipBuilder deflated(String name, byte[] bytes) {
        return deflated(name, bytes, bytes.length);
    }

    /** A deflated file of which it is said that it unpacks to so many bytes. */
    public ZipBuilder deflated(String name, byte[] bytes, long said) {
        byte[] packed = deflate(bytes);
        return entry(name, 8, packed, said, said, packed.length, file.size());
    }

    public ZipBuilder stored(String name, byte[] bytes) {
        return entry(name, 0, bytes, bytes.length, bytes.length, bytes.length, file.size());
    }

    /** An entry of the directory that points at the local header of another file. */
    public ZipBuilder sameAs(String name, long localHeader, int packed, long said) {
        return listed(name, 8, said, packed, localHeader);
    }

    /** Anything between two files. */
    public ZipBuilder gap(byte[] bytes) {
        file.writeBytes(bytes);
        return this;
    }

    /** A file whose local header tells another size than the directory. */
    public ZipBuilder torn(String name, byte[] bytes, long inDirectory, long inHeader) {
        byte[] packed = deflate(bytes);
        return entry(name, 8, packed, inDirectory, inHeader, packed.length, file.size());
    }

    private ZipBuilder entry(
            String name, int method, byte[] data, long said, long local, int packed, long at) {
        var header = buffer(30).putInt(0x04034b50).putShort((short) 20).putShort(8, (short) method);
        header.putInt(18, packed).putInt(22, (int) local).putShort(26, (short) name.length());
        file.writeBytes(header.array());
        file.writeBytes(latin1(name));
        file.writeBytes(data);
        return listed(name, method, said, packed, at);
    }

    private ZipBuilder listed(String name, int method, long said, int packed, long at) {
        var entry = buffer(46).putInt(0x02014b50).putShort(10, (short) method);
        entry.putInt(20, packed).putInt(24, (int) said).putShort(28, (short) name.length());
        directory.writeBytes(entry.putInt(42, (int) at).array());
        directory.writeBytes(latin1(name));
        count++;
        return this;
    }

    /** The file as it is now. */
    public byte[] bytes() {
        int at = file.size();
        var end = buffer(22).putInt(0x06054b50).putShort(8, (short) count);
        end.putShort(10, (short) count).putInt(12, directory.size()).putInt(16, at);
        var all = new ByteArrayOutputStream();
        all.writeBytes(file.toByteArray());
        all.writeBytes(directory.toByteArray());
        all.writeBytes(end.array());
        return all.toByteArray();
    }

    static byte[] deflate(byte[] bytes) {
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + 64];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
