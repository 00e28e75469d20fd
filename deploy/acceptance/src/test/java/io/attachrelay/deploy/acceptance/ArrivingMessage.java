package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.deploy.testkit.platform.WebhookSender;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.Platform;
import java.util.List;

/** A customer's message with media, at the platform that delivers it to a tenant's webhook. */
record ArrivingMessage(
        PlatformSimulator platform, String tenant, EventIds ids, List<MediaItem> media) {

    /** The same message with other media, in an event of its own. */
    ArrivingMessage also(MediaItem other) {
        var again =
                new EventIds(EventIds.random().eventId(), ids.conversationId(), ids.messageId());
        return new ArrivingMessage(platform, tenant, again, List.of(other));
    }

    WebhookEvent event() {
        return platform.mediaEvent(ids, media);
    }

    DeliveryAttempt deliver() {
        return platform.webhook().deliver(event());
    }

    Delivery deliverWithRetries() {
        return platform.webhook().deliverWithRetries(event());
    }

    /** What the platform uses to deliver it to one gateway of several. */
    WebhookSender senderTo(ServiceProcess gateway) {
        return platform.webhook().to(gateway.url().resolve("/webhooks/" + tenant));
    }

    String conversation() {
        return ids.conversationId();
    }

    /** The first medium's id at AttachRelay. */
    MediaId mediaId() {
        return mediaId(media.getFirst());
    }

    MediaId mediaId(MediaItem item) {
        return MediaId.of(tenant, vendor(), ids.conversationId(), ids.messageId(), item.id());
    }

    ObjectKey objectKey(MediaItem item) {
        return new ObjectKey(tenant, mediaId(item));
    }

    /** What the platform keeps attributes under: Genesys the message, CXone the conversation. */
    String target() {
        return vendor() == Platform.GENESYS ? ids.messageId() : ids.conversationId();
    }

    private Platform vendor() {
        return switch (platform) {
            case GenesysSimulator _ -> Platform.GENESYS;
            case CxoneSimulator _ -> Platform.CXONE;
        };
    }
}
