package io.attachrelay.platform;

import io.attachrelay.settings.Secret;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under one secret. Looking the algorithm up and taking the key in costs twice as much
 * as a webhook's hash itself, so both are done once and copied. Safe for all threads.
 */
final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final Secret secret;
    // Never fed, so that each copy begins anew.
    private final Mac keyed;

    KeyedHash(Secret secret) {
        this.secret = secret;
        this.keyed = keyed(secret);
    }

    byte[] of(byte[] bytes) {
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
