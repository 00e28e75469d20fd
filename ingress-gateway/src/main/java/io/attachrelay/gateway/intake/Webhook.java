package io.attachrelay.gateway.intake;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it was received.
 *
 * @param header a request header by name, {@code null} if it is missing
 * @param body the raw bytes, at most {@code gateway.max-body}
 * @param answerBy when the platform wants an answer
 */
public record Webhook(
        Tenant tenant,
        Function<String, @Nullable String> header,
        byte[] body,
        TraceParent trace,
        Deadline answerBy) {}
