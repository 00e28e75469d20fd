package io.attachrelay.sender.convert.image;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** A format that this JVM reads. */
enum PictureFormat {
    PNG("image/png", "image/apng"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    BMP("image/bmp", "image/x-ms-bmp"),
    TIFF("image/tiff"),
    WEBP("image/webp");

    private final Set<String> types;

    PictureFormat(String... types) {
        this.types = Set.of(types);
    }

    static Optional<PictureFormat> of(String type) {
        return Arrays.stream(values()).filter(format -> format.types.contains(type)).findFirst();
    }

    /** The reader of this format and no other, whatever the bytes are; to be disposed of. */
    ImageReader reader() {
        return ImageIO.getImageReadersByFormatName(name()).next();
    }
}
