package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;

/** What stands behind an ID3 tag (https://id3.org/id3v2.4.0-structure): not only MP3 has one. */
final class Mpeg {

    private static final int TAG_HEADER = 10;

    private Mpeg() {}

    /** The type behind the tag, the same type if there is no tag or nothing known behind it. */
    static String correct(String type, Content content) {
        if (!type.equals("audio/mpeg") || !content.has(0, "ID3")) {
            return type;
        }
        ByteBuffer header = content.bigEndian(0, TAG_HEADER);
        if (header.limit() < TAG_HEADER) {
            return type;
        }
        long at = TAG_HEADER;
        for (int i = 6; i < TAG_HEADER; i++) {
            // Seven bits in each of four bytes.
            at += (long) (header.get(i) & 0x7f) << 7 * (9 - i);
        }
        if (content.has(at, "fLaC")) {
            return "audio/x-flac";
        }
        byte[] frame = content.read(at, 2);
        // Twelve bits of sync; in ADTS two of layer, both 0, which MPEG audio never has.
        boolean adts = frame.length == 2 && frame[0] == (byte) 0xff && (frame[1] & 0xf6) == 0xf0;
        return adts ? "audio/x-aac" : type;
    }
}
