package io.attachrelay.media.link;

import io.attachrelay.media.store.ObjectKey;
import java.time.Instant;

/** What a link's token is worth. */
public sealed interface LinkCheck {

    /** It serves this object until then. */
    record Valid(ObjectKey key, Instant expiresAt) implements LinkCheck {}

    /** We signed it, and its time is over. */
    record Expired() implements LinkCheck {}

    /** We did not sign it as it stands. */
    record Forged() implements LinkCheck {}
}
