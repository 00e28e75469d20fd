package io.attachrelay.platform;

import io.attachrelay.settings.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the header {@code Authorization: Bearer} of a caller. */
public final class BearerCredentials {

    private static final String BEARER = "Bearer ";

    private BearerCredentials() {}

    /**
     * Whether the header presents one of the secrets, compared in constant time. The scheme's case
     * is free (RFC 9110, 11.1).
     *
     * @param header {@code null} if it is missing
     */
    public static boolean present(@Nullable String header, List<Secret> secrets) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        String token = header.substring(BEARER.length());
        boolean known = false;
        for (Secret secret : secrets) {
            // No early end: the time of an answer would tell which secret it was.
            known |= secret.matches(token);
        }
        return known;
    }
}
