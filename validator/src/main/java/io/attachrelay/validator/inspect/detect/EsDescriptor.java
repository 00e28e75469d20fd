package io.attachrelay.validator.inspect.detect;

import io.attachrelay.validator.inspect.detect.Boxes.Box;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an MPEG-4 stream is (ISO/IEC 14496-1, section 7.2.6): one entry of an MP4 file stands for
 * AAC, MP3 and others, and only this tells which.
 *
 * @param objectType as registered at mp4ra.org
 * @param audioType of MPEG-4 audio (ISO/IEC 14496-3, table 1.17); 0 if it is not stated
 */
record EsDescriptor(int objectType, int audioType) {

    private static final int FULL_BOX = 4;
    private static final int MOST_BYTES = 96;
    private static final int STREAM = 3;
    private static final int DECODER = 4;
    private static final int SPECIFIC = 5;
    private static final int DECODER_FIELDS = 13;

    static Optional<EsDescriptor> of(Content content, Box box) {
        ByteBuffer bytes = content.bigEndian(box.begin() + FULL_BOX, MOST_BYTES);
        if (enter(bytes) == STREAM && bytes.remaining() > 3) {
            // Its identity, and by the flags three fields of two bytes, one byte and text, two.
            bytes.position(bytes.position() + 2);
            int flags = bytes.get();
            int length = (flags & 0x80) == 0 ? 0 : 2;
            length +=
                    (flags & 0x40) == 0 || bytes.remaining() <= length
                            ? 0
                            : 1 + (bytes.get(bytes.position() + length) & 0xff);
            length += (flags & 0x20) == 0 ? 0 : 2;
            bytes.position(Math.min(bytes.limit(), bytes.position() + length));
        }
        return enter(bytes) == DECODER && bytes.remaining() >= DECODER_FIELDS
                ? Optional.of(decoder(bytes))
                : Optional.empty();
    }

    private static EsDescriptor decoder(ByteBuffer bytes) {
        int objectType = bytes.get(bytes.position()) & 0xff;
        bytes.position(bytes.position() + DECODER_FIELDS);
        boolean stated = enter(bytes) == SPECIFIC && bytes.remaining() >= 2;
        return new EsDescriptor(objectType, stated ? audioType(bytes.getShort()) : 0);
    }

    /** Five bits, or six more if they are all ones. */
    private static int audioType(short config) {
        int type = config >> 11 & 31;
        return type == 31 ? 32 + (config >> 5 & 63) : type;
    }

    /** The kind of the descriptor that begins here, behind whose length it goes on; -1 if none. */
    private static int enter(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int kind = bytes.get();
        // Seven bits in each of up to four bytes; the highest says that another one follows.
        for (int i = 0; i < 4 && bytes.hasRemaining() && bytes.get() < 0; i++) {}
        return kind;
    }

    /** The codec of sound; {@code null} if it is not known. */
    @Nullable String sound() {
        return switch (objectType) {
            case 0x40 -> audio();
            case 0x66, 0x67, 0x68 -> "aac";
            case 0x69, 0x6b -> "mp3";
            case 0xa5 -> "ac3";
            case 0xa6 -> "eac3";
            case 0xa9 -> "dts";
            case 0xad -> "opus";
            case 0xdd -> "vorbis";
            default -> null;
        };
    }

    private String audio() {
        return switch (audioType) {
            case 32, 33, 34 -> "mp" + (audioType - 31);
            case 36 -> "als";
            default -> "aac";
        };
    }

    /** The codec of pictures; {@code null} if it is not known. */
    @Nullable String pictures() {
        return switch (objectType) {
            case 0x20 -> "mpeg4";
            case 0x21 -> "h264";
            case 0x23 -> "hevc";
            case 0x60, 0x61, 0x62, 0x63, 0x64, 0x65 -> "mpeg2";
            case 0x6a -> "mpeg1";
            case 0x6c -> "mjpeg";
            default -> null;
        };
    }
}
