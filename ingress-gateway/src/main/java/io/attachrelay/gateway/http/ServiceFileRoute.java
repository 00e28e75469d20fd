package io.attachrelay.gateway.http;

import static io.attachrelay.gateway.intake.ProblemCode.BAD_TOKEN;
import static io.attachrelay.gateway.intake.ProblemCode.BODY_TOO_LARGE;
import static io.attachrelay.gateway.intake.ProblemCode.MALFORMED;
import static io.attachrelay.gateway.intake.ProblemCode.NOT_FOUND;

import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.Answer.Problem;
import io.attachrelay.gateway.intake.ServiceFile;
import io.attachrelay.gateway.intake.ServiceFileIntake;
import io.attachrelay.gateway.intake.Tenant;
import io.attachrelay.gateway.intake.TraceParent;
import io.attachrelay.platform.BearerCredentials;
import io.attachrelay.platform.PlatformId;
import io.attachrelay.settings.Secret;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /media/{tenant}}: a service hands over a file to be sent. */
final class ServiceFileRoute {

    private static final String KEY_HEADER = "Idempotency-Key";

    /** Characters of a file's name or of an idempotency key; file systems end there too. */
    private static final int LONGEST = 255;

    private final ServiceFileIntake intake;
    private final Tenants tenants;

    /** Half a megabit a second: services stand in the company's own network. */
    private static final long LEAST_BYTES_PER_SECOND = 64 << 10;

    private final long maxBytes;
    private final Duration grace;

    /**
     * @param grace how long a service may keep the gateway waiting beside the time that the bytes
     *     take at the least rate
     */
    ServiceFileRoute(ServiceFileIntake intake, Tenants tenants, long maxBytes, Duration grace) {
        this.intake = intake;
        this.tenants = tenants;
        this.maxBytes = maxBytes;
        this.grace = grace;
    }

    Answer post(Context ctx) throws IOException {
        Tenant tenant = tenants.find(ctx.pathParam("tenant"));
        if (tenant == null) {
            return Tenants.unknown();
        }
        Optional<Secret> token = tenant.settings().serviceToken();
        if (token.isEmpty()) {
            return Problem.of(NOT_FOUND, "the tenant takes no files from services");
        }
        if (!BearerCredentials.present(Headers.only(ctx, "Authorization"), List.of(token.get()))) {
            return Problem.of(BAD_TOKEN, "Authorization: Bearer is checked");
        }
        Answer complaint = complaint(ctx);
        return complaint == null ? intake.receive(file(ctx, tenant)) : complaint;
    }

    private @Nullable Answer complaint(Context ctx) {
        if (Headers.isEncoded(ctx)) {
            return Headers.unsupportedEncoding();
        }
        String conversation = ctx.queryParam("conversation");
        if (conversation == null) {
            return Problem.of(MALFORMED, "conversation: missing");
        }
        String wrong = PlatformId.complaint(conversation);
        if (wrong != null) {
            return Problem.of(MALFORMED, "conversation: " + wrong);
        }
        if (!isShort(ctx.queryParam("name"))) {
            return Problem.of(MALFORMED, "name: longer than " + LONGEST + " characters");
        }
        String key = ctx.header(KEY_HEADER);
        if (!isShort(key) || key != null && key.isBlank()) {
            return Problem.of(MALFORMED, KEY_HEADER + ": not 1 to " + LONGEST + " characters");
        }
        return ctx.req().getContentLengthLong() > maxBytes
                ? Problem.of(BODY_TOO_LARGE, "over " + maxBytes + " bytes")
                : null;
    }

    private static boolean isShort(@Nullable String text) {
        return text == null || text.length() <= LONGEST;
    }

    private ServiceFile file(Context ctx, Tenant tenant) throws IOException {
        return new ServiceFile(
                tenant,
                ctx.queryParam("conversation"),
                ctx.queryParam("name"),
                mediaType(ctx.header("Content-Type")),
                ctx.header(KEY_HEADER),
                TimedBody.of(ctx, this::left),
                TraceParent.of(ctx.header("traceparent")));
    }

    private Duration left(long received, Duration waited) {
        Duration atLeastRate = Duration.ofMillis(received * 1000 / LEAST_BYTES_PER_SECOND);
        return grace.plus(atLeastRate).minus(waited);
    }

    /** Without parameters: they say nothing that the bytes would not say better. */
    private static @Nullable String mediaType(@Nullable String contentType) {
        return contentType == null || contentType.length() > LONGEST
                ? null
                : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
