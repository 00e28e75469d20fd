package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The first chunk of a WebP file (https://developers.google.com/speed/webp/docs/riff_container).
 */
final class WebpHeader {

    private static final int CHUNK = 12;
    private static final int DATA = 20;
    private static final int TWENTY_FOUR_BITS = 0xffffff;

    private WebpHeader() {}

    static Optional<PictureSize> size(Content content) {
        ByteBuffer data = content.littleEndian(DATA, 10);
        if (data.limit() < 10) {
            return Optional.empty();
        }
        if (content.has(CHUNK, "VP8X")) {
            return Optional.of(
                    PictureSize.still(
                            (data.getInt(4) & TWENTY_FOUR_BITS) + 1L,
                            (data.getInt(6) >>> 8 & TWENTY_FOUR_BITS) + 1L));
        }
        if (content.has(CHUNK, "VP8L")) {
            int bits = data.getInt(1);
            return Optional.of(
                    PictureSize.still((bits & 0x3fff) + 1L, (bits >>> 14 & 0x3fff) + 1L));
        }
        // A key frame: three bytes, a start code of three, then both sizes of 14 bits.
        return content.has(CHUNK, "VP8 ")
                ? Optional.of(
                        PictureSize.still(data.getShort(6) & 0x3fff, data.getShort(8) & 0x3fff))
                : Optional.empty();
    }
}
