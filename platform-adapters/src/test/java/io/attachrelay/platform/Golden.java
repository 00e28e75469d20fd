package io.attachrelay.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.model.Json;
import io.attachrelay.model.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The guide's payloads, kept as files of each profile. */
public record Golden(Profile profile) {

    public byte[] bytes(String name) {
        String path = "/golden/" + profile.wireName() + "/" + name + ".json";
        try (var file = Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode tree(String name) {
        return parse(bytes(name));
    }

    public static JsonNode parse(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
