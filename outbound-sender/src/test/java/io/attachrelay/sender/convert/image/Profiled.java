package io.attachrelay.sender.convert.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;

/** Pictures with a profile, with sixteen bits, of several pages. */
final class Profiled {

    private static final int SIDE = 16;
    // Signature and header chunk.
    private static final int PNG_HEADER_BYTES = 33;

    private Profiled() {}

    static byte[] linearProfile() {
        return ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    }

    /** A PNG of one grey, whose values are linear light. */
    static byte[] linearPng(int value) throws IOException {
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < SIDE * SIDE; i++) {
            picture.setRGB(i % SIDE, i / SIDE, value * 0x010101);
        }
        return withChunk(Quarters.bytes(picture, "png"), "iCCP", profileChunk());
    }

    private static byte[] profileChunk() throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'l', 'i', 'n', 0, 0});
        try (var deflated = new DeflaterOutputStream(out)) {
            deflated.write(linearProfile());
        }
        return out.toByteArray();
    }

    static byte[] withChunk(byte[] png, String name, byte[] data) {
        var crc = new CRC32();
        crc.update(name.getBytes());
        crc.update(data);
        byte[] chunk =
                ByteBuffer.allocate(12 + data.length)
                        .putInt(data.length)
                        .put(name.getBytes())
                        .put(data)
                        .putInt((int) crc.getValue())
                        .array();
        return JpegBytes.join(
                JpegBytes.join(Arrays.copyOf(png, PNG_HEADER_BYTES), chunk),
                Arrays.copyOfRange(png, PNG_HEADER_BYTES, png.length));
    }

    /** One colour in sixteen bits each. */
    static byte[] deepPng(int red, int green, int blue) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, SIDE, SIDE, 3, null);
        for (int i = 0; i < SIDE * SIDE; i++) {
            raster.setPixel(i % SIDE, i / SIDE, new int[] {red, green, blue});
        }
        var model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        BufferedImage.OPAQUE,
                        DataBuffer.TYPE_USHORT);
        return Quarters.bytes(new BufferedImage(model, raster, false, null), "png");
    }

    static byte[] tiffOfPages(BufferedImage picture, int pages) throws IOException {
        BufferedImage[] all = new BufferedImage[pages];
        Arrays.fill(all, picture);
        return sequence("tiff", all);
    }

    static byte[] gifOfFrames(BufferedImage... frames) throws IOException {
        return sequence("gif", frames);
    }

    private static byte[] sequence(String format, BufferedImage... pictures) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage picture : pictures) {
                writer.writeToSequence(new IIOImage(picture, null, null), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
