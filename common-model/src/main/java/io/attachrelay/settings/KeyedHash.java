package io.attachrelay.settings;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under one secret. The algorithm is looked up and takes the key in once and is copied
 * then: looking it up took nearly half of the time in which a webhook's signature was made (flight
 * recorder). Safe for all threads.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final Secret secret;
    // Never fed, so that each copy begins anew.
    private final Mac keyed;

    /** The hash under that secret. */
    public KeyedHash(Secret secret) {
        this.secret = secret;
        this.keyed = keyed(secret);
    }

    /** The 32 bytes of the hash of {@code bytes}. */
    public byte[] of(byte[] bytes) {
        return copy().doFinal(bytes);
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException _) {
            // As with some hardware.
            return keyed(secret);
        }
    }

    private static Mac keyed(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
