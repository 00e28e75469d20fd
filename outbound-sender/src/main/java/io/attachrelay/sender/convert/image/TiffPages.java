package io.attachrelay.sender.convert.image;

import io.attachrelay.sender.convert.jvm.ImpossibleException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** A TIFF may hold several pages, as faxes do; a JPEG or PNG shows one. */
final class TiffPages {

    private static final int NEW_SUBFILE_TYPE = 254;

    /** A smaller copy of another picture, or the mask of one. */
    private static final int NO_PAGE = 0b101;

    // A chain that goes in a circle has as many.
    private static final int MOST_DIRECTORIES = 10_000;

    private TiffPages() {}

    static void refuseMany(ImageInputStream stream) throws ImpossibleException, IOException {
        int pages = 0;
        long offset = TiffDirectory.first(stream, 0);
        for (int i = 0; offset != 0 && i < MOST_DIRECTORIES; i++) {
            TiffDirectory directory = TiffDirectory.at(stream, 0, offset);
            pages += (directory.field(NEW_SUBFILE_TYPE, 0) & NO_PAGE) == 0 ? 1 : 0;
            offset = directory.next();
        }
        if (pages > 1) {
            throw new ImpossibleException(
                    "the file has %d pages and a picture shows only one".formatted(pages));
        }
    }
}
