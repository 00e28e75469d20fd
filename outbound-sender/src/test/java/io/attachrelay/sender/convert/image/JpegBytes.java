package io.attachrelay.sender.convert.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Segments put into JPEGs by hand. */
final class JpegBytes {

    private static final int APP1 = 0xffe1;
    private static final int APP2 = 0xffe2;

    private JpegBytes() {}

    /** A block of Exif, big endian, that says how the picture lies, and one text. */
    static byte[] exif(int orientation, String description) {
        byte[] text = (description + "\0").getBytes(ISO_8859_1);
        return ByteBuffer.allocate(38 + text.length)
                .putShort((short) 0x4d4d)
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x010e)
                .putShort((short) 2)
                .putInt(text.length)
                .putInt(38)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(text)
                .array();
    }

    static byte[] withExif(byte[] jpeg, byte[] exif) {
        return with(jpeg, APP1, join("Exif\0\0".getBytes(ISO_8859_1), exif));
    }

    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        return with(jpeg, APP2, join("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), profile));
    }

    /** Behind the start of the image and the JFIF header. */
    private static byte[] with(byte[] jpeg, int marker, byte[] data) {
        int header = 4 + ByteBuffer.wrap(jpeg).getShort(4);
        byte[] segment =
                ByteBuffer.allocate(4 + data.length)
                        .putShort((short) marker)
                        .putShort((short) (2 + data.length))
                        .put(data)
                        .array();
        return join(
                join(Arrays.copyOf(jpeg, header), segment),
                Arrays.copyOfRange(jpeg, header, jpeg.length));
    }

    static byte[] join(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
