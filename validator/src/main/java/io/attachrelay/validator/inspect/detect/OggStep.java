package io.attachrelay.validator.inspect.detect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ogg (RFC 3533): the first pages each begin a stream, and the first bytes of its first packet name
 * the codec. A picture among the streams makes it a video.
 */
final class OggStep implements DetectionStep {

    private static final String UNKNOWN = "application/x-ogg";
    private static final String PAGE = "OggS";
    private static final int FLAGS = 5;
    private static final int BEGINS_STREAM = 2;
    private static final int SEGMENT_COUNT = 26;
    private static final int HEADER = 27;

    @Override
    public Optional<Detected> detect(Content content) {
        if (!content.has(0, PAGE)) {
            return Optional.empty();
        }
        String type = "audio/ogg";
        String codec = null;
        long page = 0;
        while (beginsStream(content, page)) {
            long packet = page + HEADER + segments(content, page);
            if (content.has(packet, "\u0080theora")) {
                type = "video/ogg";
            } else if (codec == null) {
                codec = soundCodec(content, packet);
            }
            page = packet + bodyBytes(content, page);
        }
        // With neither sound nor film that is known, no player makes anything of it.
        boolean unknown = codec == null && type.equals("audio/ogg");
        return Optional.of(unknown ? Detected.type(UNKNOWN) : new Detected(type, codec));
    }

    private static @Nullable String soundCodec(Content content, long packet) {
        if (content.has(packet, "OpusHead")) {
            return "opus";
        }
        if (content.has(packet, "\u0001vorbis")) {
            return "vorbis";
        }
        if (content.has(packet, "Speex   ")) {
            return "speex";
        }
        return content.has(packet, "\u007fFLAC") ? "flac" : null;
    }

    private static boolean beginsStream(Content content, long page) {
        return content.has(page, PAGE)
                && (content.read(page + FLAGS, 1)[0] & BEGINS_STREAM) != 0
                && page < Content.HEAD_BYTES;
    }

    private static int segments(Content content, long page) {
        return content.read(page + SEGMENT_COUNT, 1)[0] & 0xff;
    }

    private static int bodyBytes(Content content, long page) {
        int sum = 0;
        for (byte length : content.read(page + HEADER, segments(content, page))) {
            sum += length & 0xff;
        }
        return sum;
    }
}
