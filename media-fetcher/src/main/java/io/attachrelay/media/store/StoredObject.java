package io.attachrelay.media.store;

import io.attachrelay.model.Sha256;
import java.time.Instant;

/** What the store knows of an object that is there whole. */
public record StoredObject(
        ObjectKey key, ObjectIdentity identity, long sizeBytes, Sha256 sha256, Instant storedAt) {}
