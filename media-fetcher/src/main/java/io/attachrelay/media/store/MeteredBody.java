package io.attachrelay.media.store;

import io.attachrelay.media.share.Turns;
import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;

/** A body on its way into a store: counted, hashed, and cut off right above its limit. */
public final class MeteredBody {

    /** What is read and hashed in one turn: long enough to be worth one. */
    private static final int STEP_BYTES = 64 << 10;

    private final InputStream body;
    private final long limit;
    private final Turns.Part hashing;
    private final MessageDigest digest = Sha256.newDigest();
    private long size;

    /**
     * @param body not closed by this
     * @param limit in bytes; a body of exactly this size passes
     * @param hashing the tenant's turns for that; not closed by this
     */
    public MeteredBody(InputStream body, long limit, Turns.Part hashing) {
        this.body = body;
        this.limit = limit;
        this.hashing = hashing;
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
        int filled = 0;
        int count = -1;
        while (filled < wanted && count != 0) {
            count = step(buffer, filled, Math.min(STEP_BYTES, wanted - filled));
            filled += count;
        }
        return isTooLarge() ? 0 : filled;
    }

    private int step(byte[] buffer, int offset, int length) throws IOException {
        int count = body.readNBytes(buffer, offset, length);
        size += count;
        hashing.take(() -> digest.update(buffer, offset, count));
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
