package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that bring one attachment, and the files that they bring. */
final class TestEvents {

    private TestEvents() {}

    static StoredEvent of(String tenant, String channel, StoredAttachment attachment) {
        return new StoredEvent(
                message(tenant, "c", channel), new DedupKey("key"), List.of(attachment));
    }

    static MessageContext message(String tenant, String conversation, String channel) {
        return new MessageContext(
                tenant,
                Origin.PLATFORM,
                Platform.GENESYS,
                Profile.GENESYS_MEDIA_EVENTS,
                "e",
                "m",
                conversation,
                channel,
                Instant.parse("2026-11-26T12:00:00Z"));
    }

    /** The attachment of that name in the conversation of {@link #of}. */
    static MediaId id(String name) {
        return MediaId.of("acme", Platform.GENESYS, "c", "m", name);
    }

    /** Stores a file as the attachment of that name. */
    static StoredAttachment.Kept keep(
            ObjectStore store, String tenant, String name, byte[] bytes, @Nullable String fileName)
            throws IOException {
        var identity = new ObjectIdentity(tenant, "genesys", "c", "m", name);
        store.put(
                new ObjectKey(tenant, id(name)),
                identity,
                new ByteArrayInputStream(bytes),
                Long.MAX_VALUE);
        return new StoredAttachment.Kept(
                id(name), null, fileName, null, bytes.length, Sha256.of(bytes));
    }
}
