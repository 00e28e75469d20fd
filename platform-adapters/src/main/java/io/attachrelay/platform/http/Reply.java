package io.attachrelay.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** How one HTTP exchange ended. */
sealed interface Reply {

    /**
     * The server answered.
     *
     * @param body at most {@link HttpTransport#LONGEST_ANSWER} bytes of it
     */
    record Answer(int status, Optional<Duration> retryAfter, byte[] body) implements Reply {

        /** The server did what was asked. */
        boolean success() {
            return status >= 200 && status < 300;
        }

        /** The body as JSON; a missing node if it is none. */
        JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /** The request could not be completed, and that was not the server's fault. */
    record OurFault(String detail) implements Reply {}

    /** Not a byte of the request went out. */
    record NotSent(String detail) implements Reply {}

    /** The request went out, in part at least, and no full answer came. */
    record Unanswered(String detail) implements Reply {}
}
