package io.attachrelay.deploy.testkit.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The envelope that the events of both platforms share. */
record Events(Clock clock) {

    // As in the guide's examples: always three digits of a second.
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    WebhookEvent event(EventIds ids, String type, ObjectNode data) {
        var envelope =
                Json.object()
                        .put("event_id", ids.eventId())
                        .put("event_type", type)
                        .put("timestamp", TIMESTAMP.format(clock.instant()));
        envelope.set("data", data);
        return new WebhookEvent(
                ids.eventId(), new String(Json.bytes(envelope), StandardCharsets.UTF_8));
    }
}
