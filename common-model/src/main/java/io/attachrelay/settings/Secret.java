package io.attachrelay.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that never shows itself in a log or an error.
 *
 * @param value the secret, not blank
 */
public record Secret(String value) {

    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret is not blank");
        }
    }

    /** Compares in constant time, so that an answer's delay tells nothing about the secret. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(bytes(), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** The secret's bytes in UTF-8. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
