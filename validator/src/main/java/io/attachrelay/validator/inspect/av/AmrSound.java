package io.attachrelay.validator.inspect.av;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.detect.Content;
import java.util.Optional;

/**
 * Adaptive multi-rate speech in a file (RFC 4867, section 5): frames of 20 ms, each with its mode
 * in its first byte. The first 256 KB are gone through: some minutes, and nothing tells where a
 * frame begins further on.
 */
final class AmrSound implements Recording {

    private static final String WIDE = "#!AMR-WB\n";
    private static final String NARROW = "#!AMR\n";
    private static final long MOST_BYTES = 256 << 10;
    private static final int FRAMES_PER_SECOND = 50;
    // What is no speech, such as a script, shows at once.
    private static final int LEAST_FRAMES = 5;

    // Behind the first byte, by mode: tables 1a and 1b of 3GPP TS 26.101 and 26.201.
    private static final int[] NARROW_BYTES = {12, 13, 15, 17, 19, 20, 26, 31, 5};
    private static final int[] WIDE_BYTES = {17, 23, 32, 36, 40, 46, 50, 58, 60, 5};
    private static final int SPEECH_LOST = 14;
    private static final int NO_DATA = 15;

    private final Content content;
    private final boolean wide;
    private long frames;
    private long at;
    private boolean cut;

    private AmrSound(Content content) {
        this.content = content;
        this.wide = content.has(0, WIDE);
        this.at = wide ? WIDE.length() : NARROW.length();
        walk();
    }

    static AmrSound of(Content content) {
        return new AmrSound(content);
    }

    private void walk() {
        byte[] window = {};
        long windowAt = at;
        while (at < content.size() && at < MOST_BYTES && !cut) {
            if (at >= windowAt + window.length) {
                window = content.read(at, Content.HEAD_BYTES);
                windowAt = at;
            }
            int bytes = bytes(window[(int) (at - windowAt)]);
            if (bytes < 0) {
                return;
            }
            cut = at + bytes > content.size();
            at += cut ? 0 : bytes;
            frames += cut ? 0 : 1;
        }
    }

    /** With the first one; -1 if no frame begins so. */
    private int bytes(byte first) {
        int mode = first >> 3 & 15;
        int[] known = wide ? WIDE_BYTES : NARROW_BYTES;
        boolean empty = mode == NO_DATA || wide && mode == SPEECH_LOST;
        // The last frame's flag is no part of files, and padding is zero.
        if ((first & 0x83) != 0 || mode >= known.length && !empty) {
            return -1;
        }
        return empty ? 1 : 1 + known[mode];
    }

    @Override
    public Optional<String> complaint() {
        if (cut) {
            return Optional.of("the last frame is cut");
        }
        boolean speech = frames >= LEAST_FRAMES || frames > 0 && at == content.size();
        return speech ? Optional.empty() : Optional.of("it holds no sound");
    }

    @Override
    public MediaFacts facts() {
        return Facts.sound(
                at == content.size() ? Facts.duration(frames, FRAMES_PER_SECOND) : null,
                wide ? "amr-wb" : "amr");
    }
}
