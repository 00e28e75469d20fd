package io.attachrelay.gateway.intake;

import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.platform.ParsedWebhook;
import java.util.List;
import java.util.Objects;

/**
 * A message with attachments that has arrived and is to be kept.
 *
 * @param media at least one, in the platform's order
 * @param trace of the request
 * @param answerBy when the one who delivered it wants an answer
 */
record Arrival(
        Tenant tenant,
        MessageContext message,
        List<Medium> media,
        TraceParent trace,
        Deadline answerBy) {

    static Arrival of(
            Tenant tenant, ParsedWebhook.Message parsed, TraceParent trace, Deadline answerBy) {
        MessageContext message = context(tenant, parsed);
        List<Medium> media = parsed.media().stream().map(m -> Medium.of(message, m)).toList();
        return new Arrival(tenant, message, media, trace, answerBy);
    }

    private static MessageContext context(Tenant tenant, ParsedWebhook.Message parsed) {
        var settings = tenant.settings();
        return new MessageContext(
                tenant.name(),
                Origin.PLATFORM,
                settings.profile().platform(),
                settings.profile(),
                parsed.eventId(),
                parsed.messageId(),
                parsed.conversationId(),
                Objects.requireNonNullElse(parsed.channel(), settings.channel()),
                parsed.occurredAt());
    }

    DedupKey dedupKey() {
        return DedupKey.of(
                message.tenant(),
                message.platform(),
                message.messageId(),
                media.stream().map(Medium::id).toList());
    }
}
