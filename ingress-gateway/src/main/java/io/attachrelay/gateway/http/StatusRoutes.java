package io.attachrelay.gateway.http;

import io.attachrelay.gateway.health.Readiness;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** {@code GET /livez}, {@code /readyz} and {@code /metrics}: for those who run the gateway. */
final class StatusRoutes {

    private final Readiness readiness;
    private final Supplier<String> metrics;

    /**
     * @param metrics in Prometheus' text format
     */
    StatusRoutes(Readiness readiness, Supplier<String> metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    void live(Context ctx) {
        Answers.json(ctx, 200, Map.of("status", "alive"));
    }

    void ready(Context ctx) {
        var report = readiness.check();
        Map<String, String> dependencies = new LinkedHashMap<>();
        report.up().forEach((name, up) -> dependencies.put(name, up ? "up" : "down"));
        String status = report.isReady() ? "ready" : "not-ready";
        Answers.json(
                ctx,
                report.isReady() ? 200 : 503,
                Map.of("status", status, "dependencies", dependencies));
    }

    void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.get());
    }
}
