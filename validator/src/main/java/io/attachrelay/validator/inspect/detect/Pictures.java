package io.attachrelay.validator.inspect.detect;

import io.attachrelay.model.MediaFacts;

/** Width and height from a picture's header; no pixel is decoded. */
public final class Pictures {

    private Pictures() {}

    /** What is known of a picture of this type; nothing if it is no PNG, JPEG or GIF. */
    public static MediaFacts facts(String type, Content content) {
        return switch (type) {
            case "image/png" -> {
                var header = content.bigEndian(16, 8);
                yield facts(header.getInt(0), header.getInt(4));
            }
            case "image/gif" -> {
                var header = content.littleEndian(6, 4);
                yield facts(header.getShort(0) & 0xffff, header.getShort(2) & 0xffff);
            }
            case "image/jpeg" -> JpegSegments.of(content).size();
            default -> MediaFacts.NONE;
        };
    }

    static MediaFacts facts(int width, int height) {
        return new MediaFacts(null, width, height, null, null);
    }
}
