package io.attachrelay.validator.inspect.detect;

import io.attachrelay.validator.inspect.detect.Boxes.Box;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The sizes that a HEIF or AVIF file gives its pictures (ISO/IEC 23008-12, section 6.5.3): the
 * largest is the picture as a whole, the others are its tiles and thumbnails.
 */
final class HeifProperties {

    private static final int FULL_BOX = 4;

    private HeifProperties() {}

    static Optional<PictureSize> size(Content content) {
        Boxes boxes = new Boxes(content);
        return boxes.first(boxes.file(), "meta")
                .flatMap(meta -> boxes.first(boxes.behind(meta, FULL_BOX), "iprp"))
                .flatMap(properties -> boxes.first(properties, "ipco"))
                .flatMap(container -> largest(content, boxes, container));
    }

    private static Optional<PictureSize> largest(Content content, Boxes boxes, Box container) {
        PictureSize[] largest = new PictureSize[1];
        boxes.each(
                container,
                box -> {
                    if (box.name().equals("ispe")) {
                        ByteBuffer size = content.bigEndian(box.begin() + FULL_BOX, 8);
                        PictureSize one =
                                PictureSize.still(
                                        Integer.toUnsignedLong(size.getInt(0)),
                                        Integer.toUnsignedLong(size.getInt(4)));
                        if (largest[0] == null || one.pixels() > largest[0].pixels()) {
                            largest[0] = one;
                        }
                    }
                });
        return Optional.ofNullable(largest[0]);
    }
}
