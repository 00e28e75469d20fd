package io.attachrelay.validator.inspect.av;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.FrameFormat.Frame;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the first frame of an MP3 file says of all: encoders write it where sound would stand, as
 * Xing's and Fraunhofer's did (gabriel.mp3-tech.org/mp3infotag.html; VBRI is Fraunhofer's).
 *
 * @param frames how many there are, 0 if it does not tell
 * @param bytes how many they have, 0 if it does not tell
 */
record MpegCount(long frames, long bytes) {

    private static final int FRAME_HEADER = 4;
    // Xing's stands behind what the layer says of its channels, of several lengths.
    private static final int[] XING_AT = {13, 21, 36};
    private static final int VBRI_AT = 36;

    static Optional<MpegCount> of(Content content, long at, Frame first) {
        if (!first.codec().equals("mp3")) {
            return Optional.empty();
        }
        for (int skip : XING_AT) {
            if (content.has(at + skip, "Xing") || content.has(at + skip, "Info")) {
                return xing(content.bigEndian(at + skip + FRAME_HEADER, 12));
            }
        }
        if (!content.has(at + VBRI_AT, "VBRI")) {
            return Optional.empty();
        }
        ByteBuffer counts = content.bigEndian(at + VBRI_AT + 10, 8);
        return counts.limit() < 8
                ? Optional.empty()
                : Optional.of(
                        new MpegCount(
                                Integer.toUnsignedLong(counts.getInt(4)),
                                Integer.toUnsignedLong(counts.getInt(0))));
    }

    /** Flags say which numbers follow. */
    private static Optional<MpegCount> xing(ByteBuffer fields) {
        if (fields.limit() < 12) {
            return Optional.empty();
        }
        int flags = fields.getInt();
        long frames = (flags & 1) == 0 ? 0 : Integer.toUnsignedLong(fields.getInt());
        long bytes = (flags & 2) == 0 ? 0 : Integer.toUnsignedLong(fields.getInt());
        return Optional.of(new MpegCount(frames, bytes));
    }
}
