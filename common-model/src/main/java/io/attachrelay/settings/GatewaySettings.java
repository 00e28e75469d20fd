package io.attachrelay.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The webhook server.
 *
 * @param host the address to listen on
 * @param port 0 to 65535; 0 takes any free one
 * @param answerWithin when a webhook is answered at the latest, for tenants that do not say it
 *     themselves ({@link TenantSettings#answerWithin()} is what holds), above zero; empty means as
 *     the profile says
 * @param receiveWithin how long a webhook may take to arrive, and the head of any request, above
 *     zero
 * @param maxBodyBytes the largest webhook body, above zero
 * @param maxConnections how many connections are open at a time, above zero
 * @param publicUrl where the outside world reaches the gateway, for links; empty means {@code
 *     http://host:port}
 */
public record GatewaySettings(
        String host,
        int port,
        Optional<Duration> answerWithin,
        Duration receiveWithin,
        long maxBodyBytes,
        int maxConnections,
        Optional<URI> publicUrl) {

    /**
     * {@code 127.0.0.1:8080}, 5 s, 1 MB, 1000 connections. Genesys waits 10 s for an answer, so a
     * webhook that took 5 s to arrive can still be answered. A thousand connections are four times
     * what 33 webhooks a second hold that are all answered after 8 s, and with a body of 1 MB each,
     * the most that callers who prove nothing can fill, they take 1 GB.
     */
    public static final GatewaySettings DEFAULT =
            new GatewaySettings(
                    "127.0.0.1",
                    8080,
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    1 << 20,
                    1000,
                    Optional.empty());

    public GatewaySettings {
        Check.that(port >= 0 && port <= 65535, "port", port, "is not between 0 and 65535");
        answerWithin.ifPresent(
                time -> Check.that(time.isPositive(), "answer-within", time, "is not above zero"));
        Check.that(
                receiveWithin.isPositive(), "receive-within", receiveWithin, "is not above zero");
        Check.that(maxBodyBytes > 0, "max-body", maxBodyBytes, "is not above zero");
        Check.that(maxConnections > 0, "max-connections", maxConnections, "is not above zero");
    }
}
