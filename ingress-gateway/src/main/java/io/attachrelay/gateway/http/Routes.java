package io.attachrelay.gateway.http;

import io.attachrelay.gateway.health.Readiness;
import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.Intakes;
import io.attachrelay.gateway.intake.Tenant;
import io.attachrelay.gateway.link.SharedFiles;
import io.attachrelay.settings.GatewaySettings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** The gateway's paths. */
public final class Routes {

    private final WebhookRoute webhooks;
    private final ServiceFileRoute serviceFiles;
    private final LinkRoute links;
    private final StatusRoutes status;
    private volatile boolean closing;

    /**
     * @param tenants as they stand in paths
     * @param maxFileBytes the largest file that a service may hand over
     * @param metrics in Prometheus' text format
     */
    public Routes(
            GatewaySettings settings,
            Map<String, Tenant> tenants,
            long maxFileBytes,
            Intakes intakes,
            SharedFiles files,
            Readiness readiness,
            Supplier<String> metrics) {
        var known = new Tenants(tenants);
        webhooks = new WebhookRoute(intakes.webhooks(), known, settings);
        serviceFiles =
                new ServiceFileRoute(
                        intakes.serviceFiles(), known, maxFileBytes, settings.receiveWithin());
        links = new LinkRoute(files);
        status = new StatusRoutes(readiness, metrics, () -> closing);
    }

    /** Lets nothing more in; what is asked for is still served. */
    public void refuseWork() {
        closing = true;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/webhooks/{tenant}", taking(webhooks::post));
        routes.post("/media/{tenant}", taking(serviceFiles::post));
        routes.get("/m/{token}", links::serve);
        routes.head("/m/{token}", links::serve);
        routes.get("/livez", status::live);
        routes.get("/readyz", status::ready);
        routes.get("/metrics", status::metrics);
        ExceptionMapping.addTo(routes);
    }

    /** What takes something in. */
    @FunctionalInterface
    private interface Taking {
        Answer answer(Context ctx) throws IOException;
    }

    private Handler taking(Taking route) {
        return ctx -> Answers.write(ctx, closing ? refusal() : route.answer(ctx));
    }

    private static Answer refusal() {
        return Answer.Problem.tryAgain("the gateway is closing");
    }
}
