package io.attachrelay.sender.convert.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Draws a picture upright and in sRGB, as large as it is or smaller. */
final class Drawing {

    private final SourcePicture source;
    private final Orientation orientation;

    Drawing(SourcePicture source, Orientation orientation) {
        this.source = source;
        this.orientation = orientation;
    }

    /** What its decoder gave, which may be less than the file has. */
    long pixels() {
        return (long) source.pixels().getWidth() * source.pixels().getHeight();
    }

    /**
     * Draws it.
     *
     * @param scale of the sides, above zero, at most 1
     * @param onWhite whether white is seen through transparent pixels; if not, they stay so
     */
    BufferedImage draw(double scale, boolean onWhite) {
        int fullHeight = source.pixels().getHeight();
        int width = scaled(source.pixels().getWidth(), scale);
        int height = scaled(fullHeight, scale);
        var drawn =
                new BufferedImage(
                        orientation.turned() ? height : width,
                        orientation.turned() ? width : height,
                        onWhite ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        int[] seen = ((DataBufferInt) drawn.getRaster().getDataBuffer()).getData();
        int[] row = new int[source.pixels().getWidth()];
        var line = new MeanLine(row.length, width);
        // In parts of which a row that comes has as many as `height`, one that goes `fullHeight`.
        int y = 0;
        int room = fullHeight;
        for (int from = 0; from < fullHeight; from++) {
            source.colours().row(from, row);
            line.take(row);
            int left = height;
            if (left >= room) {
                line.add(room);
                put(line.give(onWhite), y++, height, seen);
                left -= room;
                room = fullHeight;
            }
            if (left > 0) {
                line.add(left);
                room -= left;
            }
        }
        return drawn;
    }

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    private void put(int[] line, int y, int height, int[] seen) {
        for (int x = 0; x < line.length; x++) {
            seen[orientation.seenAt(x, y, line.length, height)] = line[x];
        }
    }
}
