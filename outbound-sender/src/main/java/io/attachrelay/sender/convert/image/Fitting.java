package io.attachrelay.sender.convert.image;

import io.attachrelay.sender.convert.jvm.ImpossibleException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/**
 * Makes a picture small enough: first coarser, as far as nobody minds, then smaller, never larger
 * than it was.
 */
final class Fitting {

    // More is more than any screen shows, and 64 MB to hold.
    private static final double MOST_PIXELS = 16_000_000;
    // A picture that had to be smaller still would show nothing.
    private static final double LEAST_PIXELS = 256;
    // So much too large is not made small enough by quality alone.
    private static final int HOPELESS = 3;
    // Bytes do not shrink as fast as pixels do.
    private static final double MARGIN = 0.9;

    private final PictureEncoder encoder;
    private final long mostBytes;

    Fitting(PictureEncoder encoder, long mostBytes) {
        this.encoder = encoder;
        this.mostBytes = mostBytes;
    }

    /**
     * Draws and writes it as large as may be.
     *
     * @throws ImpossibleException if it can't be so small
     * @throws java.io.UncheckedIOException if it can't be written
     */
    void fit(Drawing drawing, Path outcome) throws ImpossibleException {
        double pixels = Math.min(drawing.pixels(), MOST_PIXELS);
        long size = write(drawing, pixels, outcome);
        while (size > mostBytes) {
            if (pixels <= LEAST_PIXELS) {
                throw new ImpossibleException(
                        "the picture can't be made as small as %d bytes".formatted(mostBytes));
            }
            double share = Math.min(MARGIN, MARGIN * mostBytes / size);
            pixels = Math.max(LEAST_PIXELS, pixels * share);
            size = write(drawing, pixels, outcome);
        }
    }

    /** The size in bytes of the best that fits, or of the last that was tried. */
    private long write(Drawing drawing, double pixels, Path outcome) {
        double scale = Math.min(1, Math.sqrt(pixels / drawing.pixels()));
        BufferedImage picture = drawing.draw(scale, encoder.onWhite());
        long size = Long.MAX_VALUE;
        for (float quality : encoder.qualities()) {
            size = encoder.write(picture, quality, outcome);
            if (size <= mostBytes || size / HOPELESS > mostBytes) {
                break;
            }
        }
        return size;
    }
}
