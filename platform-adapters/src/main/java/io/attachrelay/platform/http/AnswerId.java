package io.attachrelay.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.platform.PlatformId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the id that a platform gave to something. */
public final class AnswerId {

    private AnswerId() {}

    /** The first usable id under one of {@code names}; a number counts as its digits. */
    public static Function<JsonNode, Optional<String>> under(String... names) {
        return answer ->
                Stream.of(names)
                        .map(answer::path)
                        .filter(id -> id.isTextual() || id.isIntegralNumber())
                        .map(JsonNode::asText)
                        .filter(id -> PlatformId.complaint(id) == null)
                        .findFirst();
    }

    /** For calls whose answer says nothing: any success is {@code true}. */
    public static Optional<Boolean> none(JsonNode answer) {
        return Optional.of(true);
    }
}
