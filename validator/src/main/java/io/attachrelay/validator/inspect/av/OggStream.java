package io.attachrelay.validator.inspect.av;

import io.attachrelay.validator.inspect.detect.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** One stream of an Ogg file, from its first packet. */
final class OggStream {

    // RFC 7845, section 4: whatever it was recorded with.
    private static final int OPUS_RATE = 48_000;
    private static final int THEORA_BYTES = 42;

    private final int serial;
    private final String codec;
    private final int width;
    private final int height;
    private final double rate;
    private final int skip;
    // Of a frame's number so many bits count from the last whole picture.
    private final int shift;
    private long begin;

    private OggStream(
            int serial, String codec, int width, int height, double rate, int skip, int shift) {
        this.serial = serial;
        this.codec = codec;
        this.width = width;
        this.height = height;
        this.rate = rate;
        this.skip = skip;
        this.shift = shift;
    }

    /** The stream that a page begins; empty if its codec is not known. */
    static Optional<OggStream> of(Content content, OggPage page) {
        ByteBuffer packet = content.bigEndian(page.packet(), THEORA_BYTES);
        ByteBuffer little = packet.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (content.has(page.packet(), "OpusHead") && packet.limit() >= 12) {
            return sound(page, "opus", OPUS_RATE, little.getShort(10) & 0xffff);
        }
        if (content.has(page.packet(), "\u0001vorbis") && packet.limit() >= 16) {
            return sound(page, "vorbis", little.getInt(12), 0);
        }
        if (content.has(page.packet(), "Speex   ") && packet.limit() >= 40) {
            return sound(page, "speex", little.getInt(36), 0);
        }
        if (content.has(page.packet(), "\u007fFLAC") && packet.limit() >= 31) {
            // Twenty bits in the block of stream information that follows nine bytes of the
            // mapping.
            return sound(page, "flac", packet.getInt(27) >>> 12, 0);
        }
        return content.has(page.packet(), "\u0080theora") && packet.limit() == THEORA_BYTES
                ? Optional.of(theora(page, packet))
                : Optional.empty();
    }

    private static Optional<OggStream> sound(OggPage page, String codec, int rate, int skip) {
        return Optional.of(new OggStream(page.stream(), codec, 0, 0, rate, skip, 0));
    }

    /** https://www.theora.org/doc/Theora.pdf, section 6.2. */
    private static OggStream theora(OggPage page, ByteBuffer packet) {
        double rate =
                (double) Integer.toUnsignedLong(packet.getInt(22))
                        / Integer.toUnsignedLong(packet.getInt(26));
        int shift = packet.getShort(40) >> 5 & 31;
        return new OggStream(
                page.stream(),
                "theora",
                packet.getInt(13) & 0xffffff,
                packet.getInt(16) & 0xffffff,
                rate,
                0,
                shift);
    }

    int serial() {
        return serial;
    }

    String codec() {
        return codec;
    }

    boolean isFilm() {
        return width > 0;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Takes the position behind its first page with sound; later ones change nothing. */
    void begins(long position) {
        begin = begin == 0 ? position : begin;
    }

    long begin() {
        return begin;
    }

    /** How long it takes to that position. */
    double seconds(long position) {
        long frames =
                shift == 0
                        ? position - skip
                        : (position >>> shift) + (position & (1L << shift) - 1);
        return frames / rate;
    }
}
