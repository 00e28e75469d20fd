package io.attachrelay.sender.convert.image;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/** Sees the pixels of a decoded picture in sRGB, whatever colours they are in. */
interface Colours {

    /**
     * One row, as the picture lies in its file.
     *
     * @param argb takes its pixels, eight bits each of alpha (not multiplied in), red, green, blue
     */
    void row(int y, int[] argb);

    /**
     * For a picture that this reader has just read.
     *
     * @throws IOException if its metadata is damaged, or its pixels can't be seen
     */
    static Colours of(ImageReader reader, BufferedImage pixels) throws IOException {
        ColorModel model = pixels.getColorModel();
        if (model.getTransferType() > DataBuffer.TYPE_INT) {
            throw new IOException("pixels that are no whole numbers");
        }
        if (!(model instanceof IndexColorModel)
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return new Grey(pixels);
        }
        ICC_Profile profile = PngProfile.of(reader, model).orElse(own(model));
        return profile == null ? new Plain(pixels) : managed(pixels, profile);
    }

    private static @Nullable ICC_Profile own(ColorModel model) {
        return model.getColorSpace() instanceof ICC_ColorSpace space && !space.isCS_sRGB()
                ? space.getProfile()
                : null;
    }

    /** A profile that can't be used says nothing. */
    private static Colours managed(BufferedImage pixels, ICC_Profile profile) {
        try {
            var managed = new Managed(pixels, profile);
            managed.row(0, new int[pixels.getWidth()]);
            return managed;
        } catch (CMMException | IllegalArgumentException _) {
            return new Plain(pixels);
        }
    }

    /** Java takes grey without a profile for linear light and brightens it; files mean sRGB's. */
    final class Grey implements Colours {

        private final Raster raster;
        private final int shift;
        private final boolean hasAlpha;
        private int[] samples = {};

        Grey(BufferedImage pixels) {
            this.raster = pixels.getRaster();
            this.shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
            this.hasAlpha = raster.getNumBands() > 1 && pixels.getColorModel().hasAlpha();
        }

        @Override
        public void row(int y, int[] argb) {
            samples = raster.getPixels(0, y, argb.length, 1, samples.length == 0 ? null : samples);
            int bands = raster.getNumBands();
            for (int x = 0; x < argb.length; x++) {
                int grey = samples[x * bands] >> shift;
                int alpha = hasAlpha ? samples[x * bands + 1] >> shift : 0xff;
                argb[x] = alpha << 24 | grey * 0x010101;
            }
        }
    }

    /** In sRGB already, or in colours that Java knows without a profile. */
    final class Plain implements Colours {

        private final BufferedImage pixels;
        private final BufferedImage row;

        Plain(BufferedImage pixels) {
            this.pixels = pixels;
            this.row = new BufferedImage(pixels.getWidth(), 1, BufferedImage.TYPE_INT_ARGB);
        }

        @Override
        public void row(int y, int[] argb) {
            Graphics2D graphics = row.createGraphics();
            graphics.setComposite(AlphaComposite.Src);
            graphics.drawImage(pixels.getSubimage(0, y, row.getWidth(), 1), 0, 0, null);
            graphics.dispose();
            int[] drawn = ((DataBufferInt) row.getRaster().getDataBuffer()).getData();
            System.arraycopy(drawn, 0, argb, 0, argb.length);
        }
    }

    /** By a profile: wide gamuts, inks. */
    final class Managed implements Colours {

        private static final int[] RGB = {0, 1, 2};

        private final Raster raster;
        private final @Nullable Raster alpha;
        private final int alphaShift;
        private final int[] bands;
        private final ColorConvertOp conversion;
        private final WritableRaster converted;
        private int[] samples = {};

        Managed(BufferedImage pixels, ICC_Profile profile) {
            this.raster = pixels.getRaster();
            this.alpha = pixels.getAlphaRaster();
            this.alphaShift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
            this.bands = IntStream.range(0, profile.getNumComponents()).toArray();
            ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
            this.conversion = new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null);
            this.converted =
                    Raster.createInterleavedRaster(
                            DataBuffer.TYPE_BYTE, pixels.getWidth(), 1, RGB.length, null);
        }

        @Override
        public void row(int y, int[] argb) {
            conversion.filter(raster.createChild(0, y, argb.length, 1, 0, 0, bands), converted);
            samples = converted.getPixels(0, 0, argb.length, 1, room(argb.length * RGB.length));
            for (int x = 0; x < argb.length; x++) {
                int i = x * RGB.length;
                int a = alpha == null ? 0xff : alpha.getSample(x, y, 0) >> alphaShift;
                argb[x] = a << 24 | samples[i] << 16 | samples[i + 1] << 8 | samples[i + 2];
            }
        }

        private int[] room(int length) {
            return samples.length == length ? samples : new int[length];
        }
    }
}
