package io.attachrelay.validator.inspect.detect;

import io.attachrelay.model.MediaFacts;
import java.nio.ByteBuffer;

/**
 * The marker segments before a JPEG's image data (ITU-T T.81, annex B).
 *
 * @param scan where the image data begins, -1 if the file ends before
 * @param size width and height, if a frame header came
 */
public record JpegSegments(long scan, MediaFacts size) {

    private static final int START_OF_SCAN = 0xda;
    private static final int FRAME_BYTES = 9;

    /** The segments of a file that begins like a JPEG. */
    public static JpegSegments of(Content content) {
        return content.once(JpegSegments.class, JpegSegments::read);
    }

    private static JpegSegments read(Content content) {
        MediaFacts size = MediaFacts.NONE;
        long at = 2;
        while (at + 4 <= content.size()) {
            ByteBuffer segment = content.glance(at, FRAME_BYTES);
            int marker = segment.get(1) & 0xff;
            if (marker == START_OF_SCAN) {
                return new JpegSegments(at, size);
            }
            if (isFrame(marker) && segment.limit() == FRAME_BYTES) {
                size = Pictures.facts(segment.getShort(7) & 0xffff, segment.getShort(5) & 0xffff);
            }
            // A byte 0xff before a marker fills up.
            at += marker == 0xff ? 1 : 2 + (segment.getShort(2) & 0xffff);
        }
        return new JpegSegments(-1, size);
    }

    /** SOF0 to SOF15; among them stand three markers that are none. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }
}
