package io.attachrelay.validator.inspect.deep.picture;

import static io.attachrelay.validator.inspect.TestBytes.ftyp;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;

/** Pictures that are hardly more than a header, of any size. */
public final class Headers {

    private Headers() {}

    public static byte[] png(int width, int height) {
        return png(width, height, new byte[0]);
    }

    public static byte[] animated(int width, int height, int frames) {
        var control = ByteBuffer.allocate(20).putInt(8).put(latin1("acTL")).putInt(frames);
        return png(width, height, control.array());
    }

    /** A PNG with a part that unpacks to 20 MB: noise, and zeros behind it. */
    static byte[] packed(String chunk, String begin, int noise) {
        byte[] text = new byte[noise];
        new Random(1).nextBytes(text);
        byte[] packed = deflated(Arrays.copyOf(text, 20 << 20));
        var more = ByteBuffer.allocate(12 + begin.length() + packed.length);
        more.putInt(begin.length() + packed.length).put(latin1(chunk)).put(latin1(begin));
        return png(9, 9, more.put(packed).array());
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + (64 << 10)];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static byte[] png(int width, int height, byte[] more) {
        var file = ByteBuffer.allocate(33 + more.length + 24);
        file.put(latin1("\u0089PNG\r\n\u001a\n")).putInt(13).put(latin1("IHDR"));
        file.putInt(width).putInt(height).put(latin1("\b\2\0\0\0")).putInt(0).put(more);
        file.putInt(0).put(latin1("IDAT")).putInt(0).putInt(0).put(latin1("IEND"));
        return file.array();
    }

    static byte[] jpeg(int width, int height) {
        var file = ByteBuffer.allocate(24).put(latin1("\u00ff\u00d8\u00ff\u00c0\0\13\b"));
        file.putShort((short) height).putShort((short) width).put(latin1("\1\1\21\0"));
        return file.put(latin1("\u00ff\u00da\0\2x\u00ff\u00d9")).array();
    }

    /** Each frame as large as the canvas. */
    static byte[] gif(int width, int height, int frames) {
        var file = little(14 + frames * 12).put(latin1("GIF89a"));
        file.putShort((short) width).putShort((short) height).put(latin1("\0\0\0"));
        for (int i = 0; i < frames; i++) {
            file.put(latin1(",\0\0\0\0")).putShort((short) width).putShort((short) height);
            file.put(latin1("\0\2\0"));
        }
        return file.put((byte) ';').array();
    }

    static byte[] lossyWebp(int width, int height) {
        var data = little(10).put(latin1("\0\0\0\u009d\u0001*"));
        return webp("VP8 ", data.putShort((short) width).putShort((short) height));
    }

    static byte[] losslessWebp(int width, int height) {
        int sizes = width - 1 | height - 1 << 14;
        return webp("VP8L", little(10).put((byte) 0x2f).putInt(sizes));
    }

    public static byte[] extendedWebp(int width, int height) {
        var data = little(10).putInt(4, width - 1);
        return webp("VP8X", data.put(7, little(4).putInt(height - 1).array(), 0, 3));
    }

    private static byte[] webp(String chunk, ByteBuffer data) {
        var file = little(30).put(latin1("RIFF")).putInt(22).put(latin1("WEBP" + chunk));
        return file.putInt(10).put(data.array()).array();
    }

    public static byte[] bmp(int width, int height) {
        var file = little(64).put(latin1("BM")).putInt(64).putInt(10, 54).putInt(14, 40);
        return file.putInt(18, width).putInt(22, height).putShort(26, (short) 1).array();
    }

    /** One page behind the other. */
    public static byte[] tiff(ByteOrder order, int... sides) {
        var file = ByteBuffer.allocate(8 + sides.length * 30).order(order);
        file.put(latin1(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42);
        file.putInt(8);
        for (int i = 0; i < sides.length; i++) {
            file.putShort((short) 2);
            file.putShort((short) 256).putShort((short) 4).putInt(1).putInt(sides[i]);
            file.putShort((short) 257).putShort((short) 4).putInt(1).putInt(sides[i]);
            file.putInt(i + 1 < sides.length ? file.position() + 4 : 0);
        }
        return file.array();
    }

    /** A thumbnail and the picture itself. */
    public static byte[] heic(String brand, int width, int height) {
        byte[] sizes = join(size(160, 120), size(width, height));
        byte[] properties = box("iprp", box("ipco", sizes));
        return join(ftyp(brand, "mif1"), box("meta", join(new byte[4], properties)));
    }

    private static byte[] size(int width, int height) {
        return box("ispe", ByteBuffer.allocate(12).putInt(4, width).putInt(8, height).array());
    }

    private static byte[] box(String name, byte[] content) {
        var box = ByteBuffer.allocate(8 + content.length).putInt(8 + content.length);
        return box.put(latin1(name)).put(content).array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
