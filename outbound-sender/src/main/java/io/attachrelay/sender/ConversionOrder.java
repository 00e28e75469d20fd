package io.attachrelay.sender;

import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.Origin;
import java.util.Locale;

/**
 * What is to be made of a stored object. Orders for the same outcome have the same place for it, so
 * that it is made once.
 *
 * @param source the bytes that were judged
 * @param sourceType the MIME type that they proved
 * @param target the MIME type to make
 * @param mostBytes what the outcome may have at most
 * @param channel whose rules the outcome is judged by
 * @param fileName the source's, not to be trusted
 */
record ConversionOrder(
        StoredObject source,
        String sourceType,
        String target,
        long mostBytes,
        String channel,
        String fileName) {

    ConversionOrder {
        channel = channel.toLowerCase(Locale.ROOT);
    }

    /** Where the outcome lies. */
    ObjectKey key() {
        ObjectKey from = source.key();
        return new ObjectKey(from.tenant(), from.mediaId().converted(form()));
    }

    /** What the outcome's object holds. */
    ObjectIdentity identity() {
        return new ObjectIdentity(
                source.identity().tenant(),
                source.identity().platform(),
                source.identity().conversationId(),
                messageId(),
                form());
    }

    /** The message that the outcome belongs to: none of the platform's. */
    String messageId() {
        return Origin.CONVERSION.wireName() + "-" + source.key().mediaId();
    }

    private String form() {
        return target + " up to " + mostBytes + " bytes for " + channel;
    }
}
