package io.attachrelay.platform;

/** Reads a platform's webhooks. */
@FunctionalInterface
public interface WebhookCodec {

    /**
     * What a webhook's body says. Never throws: what can't be read is {@link
     * ParsedWebhook.Malformed}.
     *
     * @param body as it was received, at most the gateway's limit
     */
    ParsedWebhook parse(byte[] body);
}
