package io.attachrelay.validator.inspect.av;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.detect.AdtsFrames;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Mp4Tracks;
import io.attachrelay.validator.inspect.detect.MpegFrames;
import java.util.Optional;

/** Sound or a film, as its container tells it: nothing is decoded. */
public interface Recording {

    /** What is missing of the bytes that it announces, in words; empty if nothing is. */
    Optional<String> complaint();

    /** Width, height, duration and codec, as far as they are stated. */
    MediaFacts facts();

    /**
     * The recording that a file of this type holds; empty for other types, and for those of which
     * nothing is known here. Who asks again gets the same one.
     *
     * @param type canonical
     */
    static Optional<Recording> of(String type, Content content) {
        return switch (type) {
            case "audio/ogg", "video/ogg" -> made(content, OggRecording::of);
            case "audio/mpeg" -> made(content, c -> FramedSound.of(c, new MpegFrames()));
            case "audio/aac" -> made(content, c -> FramedSound.of(c, new AdtsFrames()));
            case "audio/amr", "audio/amr-wb" -> made(content, AmrSound::of);
            case "audio/wav" -> made(content, WavSound::of);
            case "video/x-msvideo" -> made(content, AviFilm::of);
            case "video/webm", "video/x-matroska" -> made(content, MatroskaRecording::of);
            case "video/mpeg" -> made(content, ProgramStream::of);
            default -> Optional.empty();
        };
    }

    /**
     * What is known of a file's sound and pictures.
     *
     * @param detected its type canonical
     */
    static MediaFacts facts(Detected detected, Content content) {
        return content.ifMade(Mp4Tracks.class)
                .map(Mp4Tracks::facts)
                .or(() -> of(detected.type(), content).map(Recording::facts))
                .orElse(MediaFacts.NONE);
    }

    private static Optional<Recording> made(
            Content content, java.util.function.Function<Content, Recording> parse) {
        return Optional.of(content.once(Recording.class, parse));
    }
}
