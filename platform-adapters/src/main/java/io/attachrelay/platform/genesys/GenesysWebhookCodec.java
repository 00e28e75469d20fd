package io.attachrelay.platform.genesys;

import io.attachrelay.platform.MediaReference;
import io.attachrelay.platform.ParsedWebhook;
import io.attachrelay.platform.WebhookCodec;
import io.attachrelay.platform.webhook.EventObject;
import io.attachrelay.platform.webhook.MalformedEventException;
import io.attachrelay.platform.webhook.WebhookJson;
import java.time.Clock;
import java.util.List;

/** Reads {@code message:message-media} events: one medium each, without a file name. */
final class GenesysWebhookCodec implements WebhookCodec {

    private static final String MEDIA_EVENT = "message:message-media";

    private final Clock clock;

    /**
     * @param clock stands in for a timestamp that is missing or broken
     */
    GenesysWebhookCodec(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ParsedWebhook parse(byte[] body) {
        return WebhookJson.parse(body, this::read);
    }

    private ParsedWebhook read(EventObject event) throws MalformedEventException {
        if (!event.text("event_type").equals(MEDIA_EVENT)) {
            return new ParsedWebhook.Ignored(event.idIfAny("event_id"));
        }
        EventObject data = event.object("data");
        return new ParsedWebhook.Message(
                event.id("event_id"),
                data.id("message_id"),
                data.id("conversation_id"),
                data.channel(),
                event.timeOrNow("timestamp", clock),
                List.of(medium(data)));
    }

    private static MediaReference medium(EventObject data) throws MalformedEventException {
        // the guide's example says id, its text media_id
        String id = data.has("media_id") && !data.has("id") ? "media_id" : "id";
        return new MediaReference(
                data.id(id),
                data.text("url"),
                data.declaredText("media_type"),
                null,
                data.declaredSize("size"));
    }
}
