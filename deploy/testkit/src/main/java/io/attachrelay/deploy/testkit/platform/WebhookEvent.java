package io.attachrelay.deploy.testkit.platform;

import java.nio.charset.StandardCharsets;

/** An event as it is posted to the webhook: each delivery carries the same bytes. */
public record WebhookEvent(String eventId, String json) {

    /** The raw body. */
    public byte[] body() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
