package io.attachrelay.sender.convert.image;

import io.attachrelay.sender.convert.jvm.ImpossibleException;
import java.awt.image.BufferedImage;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.IntStream;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture as its decoder gives it: as it lies in the file, in its own colours, every second or
 * third pixel of every second or third row alone if it is huge.
 *
 * @param width in the file, in pixels
 * @param height in the file, in pixels
 * @param pixels at most as wide and high
 * @param colours how to see them in sRGB
 */
record SourcePicture(int width, int height, BufferedImage pixels, Colours colours) {

    // Phones make photos of 50 million pixels, and more for show. A JPEG that comes in several
    // passes
    // is held by its decoder beside the heap, at up to six bytes each.
    private static final long MOST_PIXELS = 64_000_000;
    // Enough for photos of 33 million pixels at three bytes each.
    private static final long MOST_BYTES = 96L << 20;
    private static final int LEAST_BYTES_PER_PIXEL = 3;

    /**
     * Decodes the first picture.
     *
     * @param stream is not closed
     * @throws ImpossibleException if it has too many pixels
     * @throws IOException if it is damaged
     */
    static SourcePicture read(PictureFormat format, ImageInputStream stream)
            throws ImpossibleException, IOException {
        ImageReader reader = format.reader();
        try {
            stream.seek(0);
            reader.setInput(stream);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            refuseMoreThanMost(width, height);
            BufferedImage pixels = reader.read(0, thinned(reader, width, height));
            return new SourcePicture(width, height, pixels, Colours.of(reader, pixels));
        } finally {
            reader.dispose();
        }
    }

    private static void refuseMoreThanMost(int width, int height) throws ImpossibleException {
        if ((long) width * height > MOST_PIXELS) {
            throw new ImpossibleException(
                    "the picture has %d x %d pixels, more than %d million"
                            .formatted(width, height, MOST_PIXELS / 1_000_000));
        }
    }

    private static ImageReadParam thinned(ImageReader reader, int width, int height)
            throws IOException {
        long bytesPerPixel = bytesPerPixel(reader);
        int step = 1;
        while (bytesPerPixel * ceil(width, step) * ceil(height, step) > MOST_BYTES) {
            step++;
        }
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    private static long ceil(int length, int step) {
        return (length + step - 1L) / step;
    }

    private static long bytesPerPixel(ImageReader reader) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            return LEAST_BYTES_PER_PIXEL;
        }
        SampleModel samples = types.next().getSampleModel();
        int bits = IntStream.of(samples.getSampleSize()).sum();
        return Math.max(LEAST_BYTES_PER_PIXEL, (bits + 7) / 8);
    }
}
