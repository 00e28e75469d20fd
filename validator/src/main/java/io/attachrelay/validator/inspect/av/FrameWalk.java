package io.attachrelay.validator.inspect.av;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.FrameFormat;
import io.attachrelay.validator.inspect.detect.FrameFormat.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A walk from frame to frame, as far as they follow each other. Tags and rubbish behind the last
 * one are none of it.
 */
final class FrameWalk {

    // So many in a row are no accident.
    private static final int LEAST_FRAMES = 3;

    private final Content content;
    private final FrameFormat format;
    private final long begin;
    private final Frame first;
    private long end;
    private long frames;
    private byte[] window = {};
    private long windowAt;
    private boolean steady = true;

    private FrameWalk(Content content, FrameFormat format, long begin, Frame first) {
        this.content = content;
        this.format = format;
        this.begin = begin;
        this.end = begin;
        this.first = first;
    }

    /**
     * From the first frame within 64 KB that others follow.
     *
     * @param until no byte from there on is read
     */
    static Optional<FrameWalk> from(Content content, FrameFormat format, long at, long until) {
        byte[] bytes = content.read(at, Content.HEAD_BYTES);
        for (int i = 0; i < bytes.length; i++) {
            Frame frame = bytes[i] == (byte) 0xff ? format.at(bytes, i) : null;
            if (frame != null && isFollowed(content, format, at + i, frame)) {
                var walk = new FrameWalk(content, format, at + i, frame);
                walk.go(until);
                return Optional.of(walk);
            }
        }
        return Optional.empty();
    }

    /** Whether the frames behind it are of its kind, or the file ends with them. */
    private static boolean isFollowed(Content content, FrameFormat format, long at, Frame first) {
        long next = at;
        Frame frame = first;
        for (int i = 1; i < LEAST_FRAMES; i++) {
            next += frame.bytes();
            byte[] header = content.read(next, FrameFormat.HEADER);
            if (header.length < FrameFormat.HEADER) {
                return i > 1 || next == content.size();
            }
            Frame following = format.at(header, 0);
            if (following == null || !following.goesWith(first)) {
                return false;
            }
            frame = following;
        }
        return true;
    }

    private void go(long until) {
        @Nullable Frame frame = frame(end);
        while (frame != null && frame.goesWith(first)) {
            if (end + frame.bytes() > content.size()) {
                return;
            }
            end += frame.bytes();
            frames++;
            steady &= frame.bits() == first.bits();
            frame = end < until ? frame(end) : null;
        }
    }

    private @Nullable Frame frame(long at) {
        if (at + FrameFormat.HEADER > windowAt + window.length) {
            window = content.read(at, Content.HEAD_BYTES);
            windowAt = at;
        }
        return format.at(window, (int) (at - windowAt));
    }

    long begin() {
        return begin;
    }

    /** Behind the last frame that is whole. */
    long end() {
        return end;
    }

    Frame first() {
        return first;
    }

    /** How many are whole. */
    long frames() {
        return frames;
    }

    /** Whether all have one bit rate. */
    boolean isSteady() {
        return steady;
    }
}
