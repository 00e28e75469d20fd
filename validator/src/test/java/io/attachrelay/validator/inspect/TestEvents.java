package io.attachrelay.validator.inspect;

import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import java.time.Instant;
import java.util.List;

/** Events that bring one attachment. */
final class TestEvents {

    private TestEvents() {}

    static StoredEvent of(String tenant, String channel, StoredAttachment attachment) {
        var message =
                new MessageContext(
                        tenant,
                        Origin.PLATFORM,
                        Platform.GENESYS,
                        Profile.GENESYS_MEDIA_EVENTS,
                        "e",
                        "m",
                        "c",
                        channel,
                        Instant.parse("2026-11-26T12:00:00Z"));
        return new StoredEvent(message, new DedupKey("key"), List.of(attachment));
    }
}
