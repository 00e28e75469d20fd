package io.attachrelay.media.store;

import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;

/** A body on its way into a store: counted, hashed, and cut off right above its limit. */
public final class MeteredBody {

    private final InputStream body;
    private final long limit;
    private final MessageDigest digest = Sha256.newDigest();
    private long size;

    /**
     * @param body not closed by this
     * @param limit in bytes; a body of exactly this size passes
     */
    public MeteredBody(InputStream body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    /**
     * Reads until {@code buffer} is full or the body ends.
     *
     * @return how many bytes there are now in {@code buffer}; 0 at the end, or when the body turned
     *     out too large
     * @throws IOException if the body fails
     */
    public int fill(byte[] buffer) throws IOException {
        int wanted = (int) (Math.min(buffer.length - 1L, limit - size) + 1);
        int count = body.readNBytes(buffer, 0, wanted);
        size += count;
        if (isTooLarge()) {
            return 0;
        }
        digest.update(buffer, 0, count);
        return count;
    }

    /** Whether more bytes than the limit came. */
    public boolean isTooLarge() {
        return size > limit;
    }

    /** The object that these bytes make; called once, after the last one was read. */
    public StoredObject asObject(ObjectKey key, ObjectIdentity identity, Instant storedAt) {
        return new StoredObject(key, identity, size, Sha256.finish(digest), storedAt);
    }
}
