package io.attachrelay.validator.inspect.detect;

import io.attachrelay.model.MediaFacts;
import java.nio.ByteBuffer;

/**
 * The marker segments before a JPEG's image data (ITU-T T.81, annex B).
 *
 * @param scan where the image data begins, -1 if the file ends before
 * @param size width and height, if a frame header came
 * @param isJpegLs whether it is coded by ITU-T T.87, which viewers of JPEG don't know
 */
public record JpegSegments(long scan, MediaFacts size, boolean isJpegLs) {

    private static final int START_OF_SCAN = 0xda;
    private static final int FRAME_BYTES = 9;
    private static final byte FILL = (byte) 0xff;

    /**
     * Bytes that stand between segments and that viewers skip, 0xff as well as a writer's mistake.
     * Each costs a look into the store, and a file of zeros has nothing else.
     */
    private static final int MOST_BETWEEN = 256;

    private static final int JPEG_LS_FRAME = 0xf7;

    /** The segments of a file that begins like a JPEG. */
    public static JpegSegments of(Content content) {
        return content.once(JpegSegments.class, JpegSegments::read);
    }

    private static JpegSegments read(Content content) {
        MediaFacts size = MediaFacts.NONE;
        boolean isJpegLs = false;
        int between = 0;
        long at = 2;
        while (at + 4 <= content.size() && between <= MOST_BETWEEN) {
            ByteBuffer segment = content.glance(at, FRAME_BYTES);
            int marker = segment.get(1) & 0xff;
            if (segment.get(0) != FILL || marker == (FILL & 0xff)) {
                between++;
                at++;
            } else if (marker == START_OF_SCAN) {
                return new JpegSegments(at, size, isJpegLs);
            } else {
                isJpegLs |= marker == JPEG_LS_FRAME;
                if (isFrame(marker) && segment.limit() == FRAME_BYTES) {
                    size =
                            Pictures.facts(
                                    segment.getShort(7) & 0xffff, segment.getShort(5) & 0xffff);
                }
                at += 2 + (segment.getShort(2) & 0xffff);
            }
        }
        return new JpegSegments(-1, size, isJpegLs);
    }

    /** SOF0 to SOF15, among which stand three markers that are none, and that of JPEG-LS. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                        && marker <= 0xcf
                        && marker != 0xc4
                        && marker != 0xc8
                        && marker != 0xcc
                || marker == JPEG_LS_FRAME;
    }
}
