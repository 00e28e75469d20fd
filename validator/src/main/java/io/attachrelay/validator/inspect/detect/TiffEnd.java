package io.attachrelay.validator.inspect.detect;

import java.util.Optional;

/**
 * Whether a TIFF file (TIFF 6.0, section 2) has the directory of its first page and all of that
 * page's image, which is in strips or tiles.
 */
final class TiffEnd {

    private static final int STRIPS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILES = 324;
    private static final int TILE_BYTES = 325;

    private TiffEnd() {}

    /** What is missing, in words. */
    static Optional<String> complaint(Content content) {
        Optional<TiffDirectory> page = TiffDirectory.first(content);
        if (page.isEmpty()) {
            return Optional.of("the directory is missing");
        }
        long end =
                Math.max(end(page.get(), STRIPS, STRIP_BYTES), end(page.get(), TILES, TILE_BYTES));
        return end > content.size()
                ? Optional.of("a part of the image is missing")
                : Optional.empty();
    }

    /** Behind the last of these parts, and what lists them. */
    private static long end(TiffDirectory page, int offsets, int lengths) {
        TiffDirectory.Numbers begins = page.numbers(offsets);
        TiffDirectory.Numbers bytes = page.numbers(lengths);
        long end = Math.max(begins.end(), bytes.end());
        for (int i = 0; i < Math.min(begins.values().length, bytes.values().length); i++) {
            end = Math.max(end, begins.values()[i] + bytes.values()[i]);
        }
        return end;
    }
}
