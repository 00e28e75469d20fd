package io.attachrelay.platform.cxone;

import io.attachrelay.platform.MediaReference;
import io.attachrelay.platform.ParsedWebhook;
import io.attachrelay.platform.WebhookCodec;
import io.attachrelay.platform.webhook.EventObject;
import io.attachrelay.platform.webhook.MalformedEventException;
import io.attachrelay.platform.webhook.WebhookJson;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code CONVERSATION_MESSAGE} events: none, one or many attachments each. */
final class CxoneWebhookCodec implements WebhookCodec {

    private static final String MESSAGE_EVENT = "CONVERSATION_MESSAGE";

    /** All of one webhook are fetched within one answer's deadline, so there is a limit. */
    private static final int MOST_ATTACHMENTS = 50;

    private final Clock clock;

    /**
     * @param clock stands in for a timestamp that is missing or broken
     */
    CxoneWebhookCodec(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ParsedWebhook parse(byte[] body) {
        return WebhookJson.parse(body, this::read);
    }

    private ParsedWebhook read(EventObject event) throws MalformedEventException {
        if (!event.text("event_type").equals(MESSAGE_EVENT)) {
            return new ParsedWebhook.Ignored(event.idIfAny("event_id"));
        }
        EventObject data = event.object("data");
        List<EventObject> attachments = data.objects("attachments", MOST_ATTACHMENTS);
        if (attachments.isEmpty()) {
            return new ParsedWebhook.Ignored(event.idIfAny("event_id"));
        }
        return new ParsedWebhook.Message(
                event.id("event_id"),
                data.id("message_id"),
                data.id("conversation_id"),
                data.channel(),
                event.timeOrNow("timestamp", clock),
                distinct(attachments));
    }

    /** An attachment that stands twice counts once; two different ones under one id are refused. */
    private static List<MediaReference> distinct(List<EventObject> attachments)
            throws MalformedEventException {
        Map<String, MediaReference> byId = new LinkedHashMap<>();
        for (EventObject attachment : attachments) {
            MediaReference media = media(attachment);
            MediaReference first = byId.putIfAbsent(media.attachmentId(), media);
            if (first != null && !first.equals(media)) {
                throw attachment.malformed("attachment_id", "another attachment has it already");
            }
        }
        return List.copyOf(byId.values());
    }

    private static MediaReference media(EventObject attachment) throws MalformedEventException {
        return new MediaReference(
                attachment.id("attachment_id"),
                attachment.text("download_url"),
                attachment.declaredText("mime_type"),
                attachment.declaredText("file_name"),
                attachment.declaredSize("size_bytes"));
    }
}
