package io.attachrelay.sender.convert.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;

/**
 * A format that is written, without any metadata.
 *
 * @param type its MIME type
 * @param onWhite whether it knows no transparency
 * @param qualities that are tried, best first, each above 0 and at most 1
 */
record PictureEncoder(String type, boolean onWhite, List<Float> qualities) {

    // Above the first files grow much and look the same; below the last blocks are seen.
    private static final List<Float> JPEG_QUALITIES = List.of(0.88f, 0.8f, 0.7f, 0.6f);

    PictureEncoder {
        qualities = List.copyOf(qualities);
    }

    /** The one of a target type. */
    static PictureEncoder of(String type) {
        return type.equals("image/jpeg")
                ? new PictureEncoder(type, true, JPEG_QUALITIES)
                : new PictureEncoder(type, false, List.of(1f));
    }

    /**
     * Writes a picture over what is there.
     *
     * @return how many bytes it has
     * @throws UncheckedIOException if it can't be written
     */
    long write(BufferedImage picture, float quality, Path file) {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(type).next();
        try {
            Files.deleteIfExists(file);
            try (var out = new FileImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(picture, null, null), param(writer, quality));
            }
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    private static ImageWriteParam param(ImageWriter writer, float quality) {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        if (param.getCompressionTypes() != null) {
            param.setCompressionType(param.getCompressionTypes()[0]);
        }
        param.setCompressionQuality(quality);
        return param;
    }
}
