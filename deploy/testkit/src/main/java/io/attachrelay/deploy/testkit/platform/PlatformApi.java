package io.attachrelay.deploy.testkit.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What tells one platform's API from another's.
 *
 * @param mediaPath under which the media host serves, ending with a slash
 * @param mediaIdPrefix of the ids of media, published and uploaded
 * @param uploadIdField of the answer to an upload
 */
record PlatformApi(
        String mediaPath, String mediaIdPrefix, String uploadIdField, List<Route> routes) {

    /**
     * One call of the API.
     *
     * @param endpoint the call's, as far as the path tells
     * @param path whose only group, where it has one, is the message or conversation
     * @param reader not asked for uploads
     */
    record Route(Endpoint endpoint, String method, Pattern path, Reader reader) {

        static Route upload(String path) {
            return new Route(
                    Endpoint.UPLOAD,
                    "POST",
                    Pattern.compile(path),
                    (_, _) -> {
                        throw new BadRequest("not JSON");
                    });
        }

        static Route json(Endpoint endpoint, String method, String path, Reader reader) {
            return new Route(endpoint, method, Pattern.compile(path), reader);
        }
    }

    /** Reads a JSON body. */
    @FunctionalInterface
    interface Reader {
        /**
         * Reads what the call wants.
         *
         * @param target the message or conversation in the path, empty without
         * @throws BadRequest when the body breaks the contract
         */
        Received.Content read(String target, JsonNode body) throws BadRequest;
    }

    /** The text under this path of the body. */
    static String required(JsonNode body, String pointer) throws BadRequest {
        var value = body.at(pointer);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new BadRequest(pointer + " must be a text");
        }
        return value.textValue();
    }

    /** Refuses a body whose {@code type} is another. */
    static void requireType(JsonNode body, String type) throws BadRequest {
        if (!required(body, "/type").equals(type)) {
            throw new BadRequest("/type must be " + type);
        }
    }
}
