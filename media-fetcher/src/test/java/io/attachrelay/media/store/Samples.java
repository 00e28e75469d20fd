package io.attachrelay.media.store;

import io.attachrelay.model.MediaId;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Sha256;
import java.io.InputStream;
import java.util.Random;
import java.util.UUID;

/** Keys that no test used before, and bytes. */
public final class Samples {

    public static final String TENANT = "acme";

    private Samples() {}

    /** The identity of an attachment of a conversation that never was. */
    public static ObjectIdentity identity() {
        String conversation = "conversation " + UUID.randomUUID();
        return new ObjectIdentity(TENANT, "genesys", conversation, "message-1", "Größe 😀");
    }

    public static ObjectKey keyOf(ObjectIdentity identity) {
        return new ObjectKey(
                identity.tenant(),
                MediaId.of(
                        identity.tenant(),
                        Platform.of(identity.platform()),
                        identity.conversationId(),
                        identity.messageId(),
                        identity.attachmentId()));
    }

    public static ObjectKey key() {
        return keyOf(identity());
    }

    /** Bytes that look random and are the same each time. */
    public static byte[] bytes(long seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static Sha256 sha256(byte[] bytes) {
        return Sha256.of(bytes);
    }

    /** A body of so many bytes that takes no memory. */
    public static InputStream generated(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? (int) (left * 31 & 0xff) : -1;
            }
        };
    }
}
