package io.attachrelay.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.attachrelay.model.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A call of a platform's API, not yet made.
 *
 * @param path segments as they are, not encoded; ids may stand among them
 * @param body of known length, and readable again for another try
 * @param idempotent whether doing it twice changes nothing for anybody
 */
public record ApiCall(String method, List<String> path, RequestBody body, boolean idempotent) {

    private static final MediaType JSON = MediaType.get("application/json");

    public ApiCall {
        path = List.copyOf(path);
    }

    /** Posts {@code payload} as JSON; not idempotent unless {@link #asIdempotent} says so. */
    public static ApiCall post(Object payload, String... path) {
        return new ApiCall("POST", List.of(path), json(payload), false);
    }

    /** Puts {@code payload} as JSON, which is idempotent. */
    public static ApiCall put(Object payload, String... path) {
        return new ApiCall("PUT", List.of(path), json(payload), true);
    }

    /** The same call, known to change nothing when it is done twice. */
    public ApiCall asIdempotent() {
        return new ApiCall(method, path, body, true);
    }

    /** The request without its token; empty if an id can't stand in a URL. */
    Optional<Request> request(HttpUrl api) {
        HttpUrl.Builder url = api.newBuilder();
        for (String segment : path) {
            // every server and client takes these as steps in the path, however they are encoded
            if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
            url.addEncodedPathSegment(encoded(segment));
        }
        return Optional.of(new Request.Builder().url(url.build()).method(method, body).build());
    }

    /** Stricter than a path needs: {@code ;} and {@code /} mean something to some servers. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static RequestBody json(Object payload) {
        try {
            // by way of a string: Jackson's byte writer fails at half a surrogate pair in a text
            String json = Json.mapper().writeValueAsString(payload);
            return RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our payloads are plain records", e);
        }
    }
}
