package io.attachrelay.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The webhook server.
 *
 * @param host the address to listen on
 * @param port 0 to 65535; 0 takes any free one
 * @param answerWithin how long a webhook waits for its answer before it gets 503, above zero;
 *     Genesys gives up after 10 s
 * @param maxBodyBytes the largest webhook body, above zero
 * @param publicUrl where the outside world reaches the gateway, for links; empty means {@code
 *     http://host:port}
 */
public record GatewaySettings(
        String host, int port, Duration answerWithin, long maxBodyBytes, Optional<URI> publicUrl) {

    /** {@code 127.0.0.1:8080}, 8 s, 1 MB. */
    public static final GatewaySettings DEFAULT =
            new GatewaySettings(
                    "127.0.0.1", 8080, Duration.ofSeconds(8), 1 << 20, Optional.empty());

    public GatewaySettings {
        Check.that(port >= 0 && port <= 65535, "port", port, "is not between 0 and 65535");
        Check.that(answerWithin.isPositive(), "answer-within", answerWithin, "is not above zero");
        Check.that(maxBodyBytes > 0, "max-body", maxBodyBytes, "is not above zero");
    }
}
