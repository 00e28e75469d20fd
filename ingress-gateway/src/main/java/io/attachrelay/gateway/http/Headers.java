package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.Answer.Problem;
import io.attachrelay.gateway.intake.ProblemCode;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request headers that must leave no doubt. */
final class Headers {

    private Headers() {}

    /**
     * The value of a header that stands once; {@code null} if it is missing, or stands several
     * times, since whoever is in front of us may have read another than we do.
     */
    static @Nullable String only(Context ctx, String name) {
        List<String> values = Collections.list(ctx.req().getHeaders(name));
        return values.size() == 1 ? values.getFirst() : null;
    }

    /**
     * Whether the body is not what it stands for: compressed, for one. Nobody unpacks it, whether
     * it is packed as such or on its way only.
     */
    static boolean isEncoded(Context ctx) {
        return isOtherThan("identity", "Content-Encoding", ctx)
                || isOtherThan("chunked", "Transfer-Encoding", ctx);
    }

    private static boolean isOtherThan(String coding, String header, Context ctx) {
        return Collections.list(ctx.req().getHeaders(header)).stream()
                .anyMatch(given -> !given.strip().equalsIgnoreCase(coding));
    }

    static Answer unsupportedEncoding() {
        return Problem.of(
                ProblemCode.UNSUPPORTED_ENCODING,
                "neither Content-Encoding nor Transfer-Encoding may pack it");
    }
}
