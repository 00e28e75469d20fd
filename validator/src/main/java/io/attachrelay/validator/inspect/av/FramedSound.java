package io.attachrelay.validator.inspect.av;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.FrameFormat;
import io.attachrelay.validator.inspect.detect.FrameFormat.Frame;
import io.attachrelay.validator.inspect.detect.Id3Tag;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Frames of sound without a container, as in MP3 and AAC files. A small file is gone through; of a
 * large one the first and the last 64 KB are. Only a first frame that counts the others tells that
 * some are missing: recordings of a stream end anywhere, mostly within a frame, and every player
 * leaves that one out.
 */
final class FramedSound implements Recording {

    private static final long WHOLE_BYTES = 256 << 10;
    // Padding of a byte a frame evens out over all of them.
    private static final double ROUNDING = 1.5;

    private final Content content;
    private final long begin;
    private final Optional<FrameWalk> head;
    private final Optional<FrameWalk> tail;
    private final Optional<MpegCount> count;

    private FramedSound(Content content, FrameFormat format) {
        this.content = content;
        this.begin = Id3Tag.end(content);
        long size = content.size();
        long until = size <= WHOLE_BYTES ? size : begin + Content.HEAD_BYTES;
        this.head = FrameWalk.from(content, format, begin, until);
        this.tail = head.filter(_ -> until < size).flatMap(walk -> tail(format, walk.first()));
        this.count = head.flatMap(walk -> MpegCount.of(content, walk.begin(), walk.first()));
    }

    static FramedSound of(Content content, FrameFormat format) {
        return new FramedSound(content, format);
    }

    private Optional<FrameWalk> tail(FrameFormat format, Frame first) {
        long size = content.size();
        return FrameWalk.from(content, format, size - Content.HEAD_BYTES, size)
                .filter(walk -> walk.first().goesWith(first));
    }

    @Override
    public Optional<String> complaint() {
        if (begin > content.size()) {
            return Optional.of("the end of its tag is missing");
        }
        if (head.isEmpty()) {
            return Optional.of("it holds no sound");
        }
        return count.filter(all -> all.bytes() > content.size())
                .map(_ -> "a part of the sound is missing");
    }

    @Override
    public MediaFacts facts() {
        return head.map(walk -> Facts.sound(millis(walk), walk.first().codec()))
                .orElse(MediaFacts.NONE);
    }

    private @Nullable Long millis(FrameWalk walk) {
        long frames = count.map(MpegCount::frames).orElse(0L);
        if (frames == 0) {
            frames = tail.isPresent() ? ofSteady(walk) : ofAll(walk);
        }
        return Facts.duration((double) frames * walk.first().samples(), walk.first().rate());
    }

    /** All were counted, if nothing but a tag is behind them; else 0. */
    private long ofAll(FrameWalk walk) {
        boolean toTheEnd =
                walk.end() == content.size()
                        || Stream.of("TAG", "APETAGEX", "LYRICSBEGIN")
                                .anyMatch(tag -> content.has(walk.end(), tag));
        return toTheEnd ? walk.frames() : 0;
    }

    /** As many as fit, if they do so exactly and one bit rate is seen at both ends; else 0. */
    private long ofSteady(FrameWalk walk) {
        FrameWalk last = tail.orElseThrow();
        int bits = walk.first().bits();
        if (bits == 0 || !walk.isSteady() || !last.isSteady() || last.first().bits() != bits) {
            return 0;
        }
        double each = walk.first().samples() / 8.0 * bits / walk.first().rate();
        long bytes = last.end() - walk.begin();
        long frames = Math.round(bytes / each);
        return Math.abs(frames * each - bytes) <= ROUNDING ? frames : 0;
    }
}
