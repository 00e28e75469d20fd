package io.attachrelay.sender.convert.av;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of files that are read. ffmpeg is told which it is: left to itself it would also follow
 * playlists and lists of files, whatever the type says.
 */
enum Container {
    WAV("wav", "audio/vnd.wave", "audio/wav", "audio/x-wav", "audio/wave"),
    MP3("mp3", "audio/mpeg", "audio/mp3"),
    AAC("aac", "audio/aac", "audio/x-aac", "audio/aacp"),
    FLAC("flac", "audio/flac", "audio/x-flac"),
    AMR("amr", "audio/amr", "audio/amr-wb", "audio/amr-nb"),
    AIFF("aiff", "audio/aiff", "audio/x-aiff"),
    OGG("ogg", "audio/ogg", "audio/opus", "audio/vorbis", "audio/speex", "video/ogg"),
    MP4(
            "mov",
            "audio/mp4",
            "audio/x-m4a",
            "audio/3gpp",
            "video/mp4",
            "video/x-m4v",
            "video/quicktime",
            "video/3gpp",
            "video/3gpp2"),
    MATROSKA(
            "matroska",
            "audio/webm",
            "audio/x-matroska",
            "video/webm",
            "video/x-matroska",
            "application/x-matroska"),
    ASF("asf", "audio/x-ms-wma", "video/x-ms-wmv", "video/x-ms-asf"),
    AVI("avi", "video/x-msvideo", "video/avi"),
    FLV("flv", "video/x-flv"),
    MPEG("mpeg", "video/mpeg"),
    TRANSPORT_STREAM("mpegts", "video/mp2t", "video/vnd.dlna.mpeg-tts");

    private final String demuxer;
    private final List<String> mediaTypes;

    Container(String demuxer, String... mediaTypes) {
        this.demuxer = demuxer;
        this.mediaTypes = List.of(mediaTypes);
    }

    /** The container of a MIME type that bytes proved. */
    static Optional<Container> of(String mediaType) {
        return Arrays.stream(values()).filter(it -> it.mediaTypes.contains(mediaType)).findFirst();
    }

    /** The name of ffmpeg's part that reads it. */
    String demuxer() {
        return demuxer;
    }
}
