package io.attachrelay.validator.inspect.detect;

/** What stands behind an ID3 tag: not only MP3 has one. */
final class Mpeg {

    private Mpeg() {}

    /** The type behind the tag, the same type if there is no tag or nothing known behind it. */
    static String correct(String type, Content content) {
        long at = type.equals("audio/mpeg") ? Id3Tag.end(content) : 0;
        if (at == 0) {
            return type;
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
