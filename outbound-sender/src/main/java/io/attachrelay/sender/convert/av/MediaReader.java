package io.attachrelay.sender.convert.av;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Understands what ffprobe says, as JSON. */
final class MediaReader {

    private static final double LONGEST_SECONDS = 1e9;

    private final ObjectMapper json = new ObjectMapper();

    /** What is in the file; empty if the text is not what ffprobe should write. */
    Optional<Media> read(String text) {
        try {
            JsonNode root = json.readTree(text);
            JsonNode streams = root.path("streams");
            return Optional.of(
                    new Media(
                            duration(root.path("format").path("duration").asDouble(0)),
                            first(streams, MediaReader::isPicture).map(MediaReader::picture),
                            first(streams, it -> isOf(it, "audio")).map(MediaReader::sound)));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static Duration duration(double seconds) {
        boolean told = seconds > 0 && seconds < LONGEST_SECONDS;
        return told ? Duration.ofMillis((long) Math.ceil(seconds * 1000)) : Duration.ZERO;
    }

    private static Optional<JsonNode> first(JsonNode streams, Predicate<JsonNode> kind) {
        return StreamSupport.stream(streams.spliterator(), false).filter(kind).findFirst();
    }

    private static boolean isOf(JsonNode stream, String kind) {
        return stream.path("codec_type").asText().equals(kind) && stream.has("codec_name");
    }

    private static boolean isPicture(JsonNode stream) {
        return isOf(stream, "video") && stream.at("/disposition/attached_pic").asInt() == 0;
    }

    private static Media.Picture picture(JsonNode stream) {
        return new Media.Picture(
                stream.path("index").asInt(),
                stream.path("codec_name").asText(),
                stream.path("profile").asText(),
                stream.path("pix_fmt").asText(),
                stream.path("width").asInt(),
                stream.path("height").asInt(),
                stream.path("has_b_frames").asInt() > 0);
    }

    private static Media.Sound sound(JsonNode stream) {
        return new Media.Sound(
                stream.path("index").asInt(),
                stream.path("codec_name").asText(),
                stream.path("channels").asInt());
    }
}
