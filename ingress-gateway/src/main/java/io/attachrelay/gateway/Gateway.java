package io.attachrelay.gateway;

import io.attachrelay.gateway.health.Readiness;
import io.attachrelay.gateway.http.GatewayServer;
import io.attachrelay.gateway.http.Routes;
import io.attachrelay.gateway.intake.Deadline;
import io.attachrelay.gateway.intake.GatewayMetrics;
import io.attachrelay.gateway.intake.Intakes;
import io.attachrelay.gateway.link.SharedFiles;
import io.attachrelay.media.share.FairShare;
import io.attachrelay.settings.FetchSettings;
import io.attachrelay.settings.GatewaySettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The ingress gateway: takes webhooks and services' files, keeps the bytes, publishes stored
 * events, and serves temporary links.
 */
public final class Gateway implements AutoCloseable {

    /** Below the 30 s that container platforms leave between SIGTERM and SIGKILL. */
    public static final Duration GRACE = Duration.ofSeconds(20);

    /** For answers that are known and still have to be written. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final FairShare share;
    private final Intakes intakes;
    private final Readiness readiness;
    private final Routes routes;
    private final GatewayServer server;
    private final Duration grace;

    /** A gateway with {@link #GRACE}; nothing is open before {@link #start()}. */
    public Gateway(GatewaySettings settings, FetchSettings fetch, GatewayParts parts) {
        this(settings, fetch, parts, GRACE);
    }

    /**
     * A gateway with another grace period.
     *
     * @param grace how long work that has begun may take to end when the gateway is closed
     */
    public Gateway(
            GatewaySettings settings, FetchSettings fetch, GatewayParts parts, Duration grace) {
        this.grace = grace;
        share = parts.share();
        GatewayMetrics metrics = new GatewayMetrics(parts.meters());
        metrics.show(share, parts.tenants().values());
        intakes =
                new Intakes(
                        parts.tenants().values(),
                        parts.fetcher(),
                        parts.store(),
                        parts.share(),
                        parts.publisher(),
                        parts.topics(),
                        fetch.maxBytes(),
                        metrics,
                        parts.clock());
        readiness = new Readiness(dependencies(parts));
        routes =
                new Routes(
                        settings,
                        parts.tenants(),
                        fetch.maxBytes(),
                        intakes,
                        new SharedFiles(parts.links(), parts.store()),
                        readiness,
                        parts.meters()::scrape);
        server = new GatewayServer(settings, routes);
    }

    private static Map<String, BooleanSupplier> dependencies(GatewayParts parts) {
        Map<String, BooleanSupplier> byName = new LinkedHashMap<>();
        byName.put("kafka", parts.kafka());
        byName.put("store", parts.store()::isReachable);
        return byName;
    }

    /** Opens the port. */
    public void start() {
        server.start();
    }

    /** The port that is open. */
    public int port() {
        return server.port();
    }

    /**
     * Answers new work with 503, and so what waits for room; lets what has begun end within the
     * grace period, then closes the port.
     */
    @Override
    public void close() {
        Deadline end = Deadline.in(grace);
        routes.refuseWork();
        share.close();
        intakes.drain(grace);
        server.stop(end.left().plus(LAST_WORDS));
        readiness.close();
    }
}
