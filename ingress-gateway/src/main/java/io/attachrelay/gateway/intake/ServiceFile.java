package io.attachrelay.gateway.intake;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that a service of the company hands over to be sent.
 *
 * @param conversationId of the platform's conversation that it is meant for
 * @param fileName {@code null} if none was named
 * @param declaredType the claimed MIME type; {@code null} if none
 * @param idempotencyKey makes retries one file, within tenant and conversation; {@code null} if the
 *     service does not retry
 * @param body closed by the caller
 */
public record ServiceFile(
        Tenant tenant,
        String conversationId,
        @Nullable String fileName,
        @Nullable String declaredType,
        @Nullable String idempotencyKey,
        InputStream body,
        TraceParent trace) {}
