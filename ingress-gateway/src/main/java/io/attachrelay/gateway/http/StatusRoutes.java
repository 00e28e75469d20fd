package io.attachrelay.gateway.http;

import io.attachrelay.gateway.health.Readiness;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code GET /livez}, {@code /readyz} and {@code /metrics}: for those who run the gateway. */
final class StatusRoutes {

    private final Readiness readiness;
    private final Supplier<String> metrics;
    private final BooleanSupplier closing;

    /**
     * @param metrics in Prometheus' text format
     * @param closing whether new work is refused
     */
    StatusRoutes(Readiness readiness, Supplier<String> metrics, BooleanSupplier closing) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.closing = closing;
    }

    void live(Context ctx) {
        Answers.json(ctx, 200, Map.of("status", "alive"));
    }

    void ready(Context ctx) {
        var report = readiness.check();
        Map<String, String> dependencies = new LinkedHashMap<>();
        report.up().forEach((name, up) -> dependencies.put(name, up ? "up" : "down"));
        boolean ready = report.isReady() && !closing.getAsBoolean();
        Answers.json(
                ctx,
                ready ? 200 : 503,
                Map.of("status", ready ? "ready" : "not-ready", "dependencies", dependencies));
    }

    void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.get());
    }
}
