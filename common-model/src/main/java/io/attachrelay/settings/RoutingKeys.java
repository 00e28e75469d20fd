package io.attachrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What says what flow engines and agents are told. */
final class RoutingKeys {

    static final Key<Path> ROUTING_FILE =
            Key.optional(
                    "routing.file",
                    Kinds.PATH,
                    "the attributes as they are computed",
                    "rows that rename, drop and add routing attributes per tenant; see"
                            + " [routing](routing.md)");
    static final Key<Duration> ROUTING_RETRY_WITHIN =
            Key.defaulting(
                    "routing.retry-within",
                    Kinds.DURATION,
                    RoutingSettings.DEFAULT.retryWithin(),
                    "how long passing faults of a platform are retried before an event's attributes"
                            + " and notices are given up as a dead letter; see"
                            + " [routing](routing.md)");
    static final Key<Path> NOTICES_FILE =
            Key.optional(
                    "notices.file",
                    Kinds.PATH,
                    "our own texts",
                    "texts of your own for agents, per tenant, language and reason; see"
                            + " [routing](routing.md)");

    /** All, in the order of the settings page. */
    static final List<Key<?>> ALL = List.of(ROUTING_FILE, ROUTING_RETRY_WITHIN, NOTICES_FILE);

    private RoutingKeys() {}
}
