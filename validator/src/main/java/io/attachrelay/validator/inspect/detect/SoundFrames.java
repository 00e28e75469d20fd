package io.attachrelay.validator.inspect.detect;

import io.attachrelay.validator.inspect.detect.FrameFormat.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where frames of MPEG sound and of AAC in ADTS end: each header tells where the next stands. */
final class SoundFrames {

    // Three of the longest frames of sound, and one to begin within.
    private static final int PROBE_BYTES = 8 << 10;
    private static final int FRAMES = 3;
    private static final FrameFormat MPEG = new MpegFrames();
    private static final FrameFormat ADTS = new AdtsFrames();

    private SoundFrames() {}

    /**
     * About where the frames end: some of them may stand behind it, but none in the 8 KB before
     * what is no sound. The size if they go on to the end or none are found.
     */
    static long end(Content content) {
        long size = content.size();
        long lo = Id3Tag.end(content);
        if (!standAt(content, lo) || standAt(content, size - PROBE_BYTES)) {
            return size;
        }
        long hi = size;
        while (hi - lo > PROBE_BYTES) {
            long middle = lo + (hi - lo) / 2;
            if (standAt(content, middle)) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        return lo;
    }

    /** The type of the sound of which three frames stand there, one behind the other. */
    static Optional<String> typeAt(Content content, long offset) {
        if (!content.has(offset, "\u00ff")) {
            return Optional.empty();
        }
        byte[] bytes = content.read(offset, PROBE_BYTES);
        if (follow(bytes, 0, MPEG)) {
            return Optional.of("audio/mpeg");
        }
        return follow(bytes, 0, ADTS) ? Optional.of("audio/x-aac") : Optional.empty();
    }

    private static boolean standAt(Content content, long offset) {
        byte[] bytes = content.read(Math.max(0, offset), PROBE_BYTES);
        for (int at = 0; at + 4 < bytes.length; at++) {
            if (bytes[at] == (byte) 0xff && follow(bytes, at, SoundFrames::frame)) {
                return true;
            }
        }
        return false;
    }

    private static boolean follow(byte[] bytes, int from, FrameFormat format) {
        int at = from;
        for (int i = 0; i < FRAMES; i++) {
            Frame frame = format.at(bytes, at);
            if (frame == null) {
                return false;
            }
            at += frame.bytes();
        }
        return true;
    }

    private static @Nullable Frame frame(byte[] bytes, int at) {
        Frame mpeg = MPEG.at(bytes, at);
        return mpeg == null ? ADTS.at(bytes, at) : mpeg;
    }
}
