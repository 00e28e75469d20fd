package io.attachrelay.media.fetch;

import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * One attachment to fetch.
 *
 * @param key where it goes
 * @param identity kept with the object
 * @param url as the platform wrote it, unchecked
 * @param mediaHosts exact hosts that may be fetched from; the one that {@code url} names gets the
 *     token, and no redirect takes it to another
 * @param tokens of the tenant
 * @param received hears of the bytes of its body as they come, those that come in vain as well; of
 *     none at the end
 */
public record FetchRequest(
        ObjectKey key,
        ObjectIdentity identity,
        String url,
        Set<String> mediaHosts,
        BearerTokens tokens,
        LongConsumer received) {

    /** Of which nobody counts the bytes. */
    public FetchRequest(
            ObjectKey key,
            ObjectIdentity identity,
            String url,
            Set<String> mediaHosts,
            BearerTokens tokens) {
        this(key, identity, url, mediaHosts, tokens, _ -> {});
    }

    /** The same, with its bytes counted. */
    public FetchRequest counted(LongConsumer bytes) {
        return new FetchRequest(key, identity, url, mediaHosts, tokens, bytes);
    }

    /** Hides the URL: whoever has it has the file. */
    @Override
    public String toString() {
        return "FetchRequest[" + key.path() + "]";
    }
}
