package io.attachrelay.media.link;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.settings.KeyedHash;
import io.attachrelay.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/**
 * Makes and checks the tokens of temporary links: {@code tenant.mediaId.expiry.signature}, the
 * expiry in seconds since 1970, the signature an HMAC-SHA256 in Base64url. All of it is URL-safe.
 */
public final class LinkSigner {

    /** Signed too, so that what this key ever signs for another purpose is no link. */
    private static final String PURPOSE = "attachrelay/link/1\n";

    private final Clock clock;
    private final KeyedHash hash;

    /**
     * @param secret at least 16 bytes; the same in all processes that sign or serve links
     */
    public LinkSigner(Secret secret, Clock clock) {
        this.clock = clock;
        this.hash = new KeyedHash(secret);
    }

    /**
     * A token for {@code object}.
     *
     * @param expiresAt when it stops to serve, cut to whole seconds
     */
    public String sign(ObjectKey object, Instant expiresAt) {
        String payload =
                object.tenant() + "." + object.mediaId() + "." + expiresAt.getEpochSecond();
        return payload + "." + signature(payload);
    }

    /** Checks a token; any text may come, and none throws. */
    public LinkCheck check(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || !isSignature(token.substring(dot + 1), token.substring(0, dot))) {
            return new LinkCheck.Forged();
        }
        String[] signed = token.substring(0, dot).split("\\.");
        Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(signed[2]));
        return clock.instant().isBefore(expiresAt)
                ? new LinkCheck.Valid(new ObjectKey(signed[0], new MediaId(signed[1])), expiresAt)
                : new LinkCheck.Expired();
    }

    /** Compares the texts, not the bytes: one signature has several spellings in Base64. */
    private boolean isSignature(String candidate, String payload) {
        return MessageDigest.isEqual(
                candidate.getBytes(StandardCharsets.UTF_8),
                signature(payload).getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String payload) {
        byte[] signed = (PURPOSE + payload).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.of(signed));
    }
}
