package io.attachrelay.deploy.testkit.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import javax.imageio.ImageIO;

/** Pictures of 16 by 16 coloured points, with padding where each format has comments. */
final class Images {

    private static final int SIDE = 16;
    private static final int PNG_END = 12;
    private static final int JPEG_COMMENT_HEADER = 4;
    private static final int JPEG_COMMENT_MAX = 65_537;
    private static final int GIF_BLOCK_MAX = 256;

    private Images() {}

    /** Padding in a chunk of our own (ancillary, private, safe to copy) before the last one. */
    static MediaContent png(long seed, long padding) {
        var image = encode("png", seed);
        var pad = new Padding(seed, padding);
        var type = "arPd".getBytes(ISO_8859_1);
        int end = image.length - PNG_END;
        return new Parts()
                .add(Arrays.copyOf(image, end))
                .add(bigEndian(Math.toIntExact(padding)))
                .add(type)
                .add(pad)
                .add(bigEndian((int) crc(type, pad)))
                .add(Arrays.copyOfRange(image, end, image.length));
    }

    /** Padding in comment segments behind the first application segment. */
    static MediaContent jpeg(long seed, long padding) {
        var image = encode("jpg", seed);
        int start = 4 + ByteBuffer.wrap(image).getShort(4);
        var file = new Parts().add(Arrays.copyOf(image, start));
        for (var size : Parts.frames(padding + JPEG_COMMENT_HEADER, JPEG_COMMENT_MAX)) {
            int length = (int) size - 2;
            file.add((byte) 0xff, (byte) 0xfe, (byte) (length >> 8), (byte) length);
            file.add(new Padding(seed, size - JPEG_COMMENT_HEADER));
        }
        return file.add(Arrays.copyOfRange(image, start, image.length));
    }

    /** Padding in a comment extension before the trailer; a block holds at least one byte. */
    static MediaContent gif(long seed, long padding) {
        var image = encode("gif", seed);
        int end = image.length - 1;
        var file = new Parts().add(Arrays.copyOf(image, end)).add((byte) 0x21, (byte) 0xfe);
        for (var size : Parts.frames(padding + 2, GIF_BLOCK_MAX)) {
            file.add((byte) (size - 1)).add(new Padding(seed, size - 1));
        }
        return file.add((byte) 0).add(image[end]);
    }

    private static byte[] encode(String format, long seed) {
        var random = new SplittableRandom(seed);
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, random.nextInt());
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] bigEndian(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static long crc(byte[] type, MediaContent data) {
        var crc = new CRC32();
        crc.update(type);
        try {
            data.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return crc.getValue();
    }
}
