package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.Answer.Problem;
import io.attachrelay.gateway.intake.Deadline;
import io.attachrelay.gateway.intake.ProblemCode;
import io.attachrelay.gateway.intake.Tenant;
import io.attachrelay.gateway.intake.TooSlowException;
import io.attachrelay.gateway.intake.TraceParent;
import io.attachrelay.gateway.intake.Webhook;
import io.attachrelay.gateway.intake.WebhookIntake;
import io.attachrelay.settings.GatewaySettings;
import io.javalin.http.Context;
import java.io.IOException;

/** {@code POST /webhooks/{tenant}}: a platform delivers an event. */
final class WebhookRoute {

    private final WebhookIntake intake;
    private final Tenants tenants;
    private final GatewaySettings settings;

    WebhookRoute(WebhookIntake intake, Tenants tenants, GatewaySettings settings) {
        this.intake = intake;
        this.tenants = tenants;
        this.settings = settings;
    }

    Answer post(Context ctx) throws IOException {
        Tenant tenant = tenants.find(ctx.pathParam("tenant"));
        if (tenant == null) {
            return Tenants.unknown();
        }
        if (Headers.isEncoded(ctx)) {
            return Headers.unsupportedEncoding();
        }
        if (ctx.req().getContentLengthLong() > settings.maxBodyBytes()) {
            return tooLarge();
        }
        try {
            return receive(ctx, tenant);
        } catch (TooSlowException _) {
            // Not 408, after which no second delivery comes: decision 0014.
            return Problem.tryAgain("the webhook came too slowly");
        }
    }

    private Answer receive(Context ctx, Tenant tenant) throws IOException {
        // The platform counts from the first byte, too.
        Deadline answerBy = Deadline.in(tenant.settings().answerWithin(), Line.beginOf(ctx));
        Deadline receiveBy = Deadline.in(settings.receiveWithin(), Line.beginOf(ctx));
        var patience = TimedBody.Patience.until(receiveBy.orIfEarlier(answerBy));
        // Signatures cover the bytes as they came, so nothing may decode them before.
        byte[] body = TimedBody.of(ctx, patience).readNBytes(most(ctx));
        if (body.length > settings.maxBodyBytes()) {
            return tooLarge();
        }
        var trace = TraceParent.of(ctx.header("traceparent"));
        return intake.receive(
                new Webhook(tenant, name -> Headers.only(ctx, name), body, trace, answerBy));
    }

    /** As long as it says it is, or one byte too many. */
    private int most(Context ctx) {
        long said = ctx.req().getContentLengthLong();
        return (int) Math.min(said < 0 ? settings.maxBodyBytes() + 1 : said, Integer.MAX_VALUE);
    }

    private Answer tooLarge() {
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "over " + settings.maxBodyBytes() + " bytes");
    }
}
