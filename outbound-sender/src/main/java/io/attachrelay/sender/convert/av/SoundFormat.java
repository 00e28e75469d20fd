package io.attachrelay.sender.convert.av;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of sound that are made. */
enum SoundFormat {
    /** Mono: WhatsApp takes no other in Ogg, and shows it as a voice message. */
    OGG_OPUS("audio/ogg", "ogg", "opus", "libopus", 1, List.of(48, 32, 24, 16, 12)),
    MP4_AAC("audio/mp4", "ipod", "aac", "aac", 2, List.of(128, 96, 64, 48, 32)),
    AAC("audio/aac", "adts", "aac", "aac", 2, List.of(128, 96, 64, 48, 32)),
    MP3("audio/mpeg", "mp3", "mp3", "libmp3lame", 2, List.of(128, 96, 64, 48, 32));

    private final String mediaType;
    private final String muxer;
    private final String codec;
    private final String encoder;
    private final int channels;
    private final List<Integer> kilobits;

    SoundFormat(
            String mediaType,
            String muxer,
            String codec,
            String encoder,
            int channels,
            List<Integer> kilobits) {
        this.mediaType = mediaType;
        this.muxer = muxer;
        this.codec = codec;
        this.encoder = encoder;
        this.channels = channels;
        this.kilobits = kilobits;
    }

    /** The format of a MIME type. */
    static Optional<SoundFormat> of(String mediaType) {
        return Arrays.stream(values()).filter(it -> it.mediaType.equals(mediaType)).findFirst();
    }

    /** What ffmpeg calls the container. */
    String muxer() {
        return muxer;
    }

    /** What ffmpeg calls what makes it. */
    String encoder() {
        return encoder;
    }

    /** Whether sound has this form already and only needs another container. */
    boolean isThat(Media.Sound sound) {
        return sound.codec().equals(codec) && sound.channels() <= channels;
    }

    /** The most. */
    int channels() {
        return channels;
    }

    /** Kilobits a second that still sound well, from the most to the least. */
    List<Integer> kilobits() {
        return kilobits;
    }
}
