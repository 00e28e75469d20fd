package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.Deadline;
import io.attachrelay.gateway.intake.Tenant;
import io.attachrelay.gateway.intake.TraceParent;
import io.attachrelay.gateway.intake.Webhook;
import io.attachrelay.gateway.intake.WebhookIntake;
import io.javalin.http.Context;
import java.time.Duration;

/** {@code POST /webhooks/{tenant}}: a platform delivers an event. */
final class WebhookRoute {

    private final WebhookIntake intake;
    private final Tenants tenants;
    private final Duration answerWithin;

    WebhookRoute(WebhookIntake intake, Tenants tenants, Duration answerWithin) {
        this.intake = intake;
        this.tenants = tenants;
        this.answerWithin = answerWithin;
    }

    Answer post(Context ctx) {
        Deadline answerBy = Deadline.in(answerWithin);
        Tenant tenant = tenants.find(ctx.pathParam("tenant"));
        if (tenant == null) {
            return Tenants.unknown();
        }
        // Signatures cover the bytes as they came, so nothing may decode them before.
        byte[] body = ctx.bodyAsBytes();
        var trace = TraceParent.of(ctx.header("traceparent"));
        return intake.receive(new Webhook(tenant, ctx::header, body, trace, answerBy));
    }
}
