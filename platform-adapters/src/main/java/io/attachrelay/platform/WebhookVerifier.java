package io.attachrelay.platform;

import io.attachrelay.settings.KeyedHash;
import io.attachrelay.settings.WebhookAuth;
import io.attachrelay.settings.WebhookAuth.Bearer;
import io.attachrelay.settings.WebhookAuth.HubSignature;
import io.attachrelay.settings.WebhookAuth.None;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a platform's own webhooks from everyone else's, in constant time. Safe for all threads.
 *
 * <p>A hub signature must stand exactly as the platform writes it: {@code sha256=} and padded
 * Base64, so hexadecimal and the URL alphabet are refused.
 */
public final class WebhookVerifier {

    private final WebhookAuth auth;
    private final List<KeyedHash> hashes;

    public WebhookVerifier(WebhookAuth auth) {
        this.auth = auth;
        this.hashes =
                auth instanceof HubSignature(var secrets)
                        ? secrets.stream().map(KeyedHash::new).toList()
                        : List.of();
    }

    /**
     * Whether the sender knows one of the tenant's secrets.
     *
     * @param header the value of the header with that name in any case; {@code null} if there is
     *     none
     * @param rawBody the bytes as they came, before any parsing
     */
    public boolean accepts(Function<String, @Nullable String> header, byte[] rawBody) {
        return switch (auth) {
            case HubSignature _ -> signed(header.apply("X-Hub-Signature-256"), rawBody);
            case Bearer(var secrets) ->
                    BearerCredentials.present(header.apply("Authorization"), secrets);
            case None() -> true;
        };
    }

    private boolean signed(@Nullable String signature, byte[] rawBody) {
        if (signature == null) {
            return false;
        }
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (KeyedHash hash : hashes) {
            // No early end: the time of an answer would tell which secret it was.
            known |= MessageDigest.isEqual(signature(hash.of(rawBody)), given);
        }
        return known;
    }

    private static byte[] signature(byte[] hash) {
        String base64 = Base64.getEncoder().encodeToString(hash);
        return ("sha256=" + base64).getBytes(StandardCharsets.UTF_8);
    }
}
