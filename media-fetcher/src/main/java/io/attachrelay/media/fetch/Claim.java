package io.attachrelay.media.fetch;

import java.time.Instant;

/**
 * Who downloads an object now.
 *
 * @param holder one fetch of one gateway
 * @param expiresAt when others may take it over
 */
record Claim(String holder, Instant expiresAt) {

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
