package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a picture's header says of its size; no pixel is decoded. PNG, JPEG, GIF, WebP, BMP, TIFF,
 * HEIC and AVIF.
 *
 * @param width in pixels; what the header says, which may be more than fits an {@code int}
 * @param height in pixels, the same
 * @param frames 1 if it does not move, or if that can't be told from the header
 */
public record PictureSize(long width, long height, long frames) {

    private static final int BMP_CORE_HEADER = 12;

    /** One picture. */
    static PictureSize still(long width, long height) {
        return new PictureSize(width, height, 1);
    }

    /** The size of a picture of this canonical type; empty if its header has none. */
    public static Optional<PictureSize> of(String type, Content content) {
        return switch (type) {
            case "image/png", "image/apng" -> Optional.of(png(content));
            case "image/gif" -> Optional.of(gif(content));
            case "image/jpeg", "image/jls" -> jpeg(content);
            case "image/webp" -> WebpHeader.size(content);
            case "image/bmp" -> Optional.of(bmp(content));
            case "image/heic",
                    "image/heif",
                    "image/avif",
                    "image/heic-sequence",
                    "image/heif-sequence" ->
                    HeifProperties.size(content);
            case "image/tiff" -> TiffDirectory.largest(content);
            default -> Optional.empty();
        };
    }

    /** Saturated, so that it can be compared. */
    public long pixels() {
        long high = Math.multiplyHigh(width, height);
        long low = width * height;
        return high != 0 || low < 0 ? Long.MAX_VALUE : low;
    }

    /** Behind the header an animated PNG says how many frames it has. */
    private static PictureSize png(Content content) {
        long at = 16;
        if (content.has(12, "CgBI")) {
            // Apple's compiler puts a chunk of its own before the header.
            at += 12 + Integer.toUnsignedLong(content.bigEndian(8, 4).getInt());
        }
        ByteBuffer header = content.bigEndian(at, 8);
        long frames = 1;
        if (content.has(at + 21, "acTL")) {
            frames = Math.max(1, Integer.toUnsignedLong(content.bigEndian(at + 25, 4).getInt()));
        }
        return new PictureSize(
                Integer.toUnsignedLong(header.getInt(0)),
                Integer.toUnsignedLong(header.getInt(4)),
                frames);
    }

    private static PictureSize gif(Content content) {
        ByteBuffer header = content.littleEndian(6, 4);
        return still(
                Short.toUnsignedInt(header.getShort(0)), Short.toUnsignedInt(header.getShort(2)));
    }

    private static Optional<PictureSize> jpeg(Content content) {
        var size = JpegSegments.of(content).size();
        return size.width() == null || size.height() == null
                ? Optional.empty()
                : Optional.of(still(size.width(), size.height()));
    }

    /** A negative height means that the uppermost line comes first. */
    private static PictureSize bmp(Content content) {
        ByteBuffer header = content.littleEndian(14, 12);
        return header.getInt(0) == BMP_CORE_HEADER
                ? still(
                        Short.toUnsignedInt(header.getShort(4)),
                        Short.toUnsignedInt(header.getShort(6)))
                : still(Math.abs((long) header.getInt(4)), Math.abs((long) header.getInt(8)));
    }
}
