package io.attachrelay.platform;

/** One tenant's platform: all ports of its profile. */
public record PlatformAdapter(
        WebhookCodec webhooks,
        TokenSource tokens,
        MediaUploader uploader,
        MessageSender sender,
        RoutingSink routing,
        SystemMessages systemMessages) {}
