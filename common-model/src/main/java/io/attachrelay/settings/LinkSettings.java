package io.attachrelay.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * Temporary links.
 *
 * @param lifetime how long a link serves unless it is asked otherwise, above zero
 * @param secret signs links; empty means that links are off
 */
public record LinkSettings(Duration lifetime, Optional<Secret> secret) {

    /** One hour, off. */
    public static final LinkSettings DEFAULT =
            new LinkSettings(Duration.ofHours(1), Optional.empty());

    /** HMAC-SHA256 is as strong as its key up to 32 bytes; below 16 it can be guessed. */
    private static final int LEAST_SECRET_BYTES = 16;

    public LinkSettings {
        Check.that(lifetime.isPositive(), "lifetime", lifetime, "is not above zero");
        secret.ifPresent(s ->
                Check.that(
                        s.bytes().length >= LEAST_SECRET_BYTES,
                        "secret",
                        s,
                        "is shorter than " + LEAST_SECRET_BYTES + " bytes"));
    }
}
