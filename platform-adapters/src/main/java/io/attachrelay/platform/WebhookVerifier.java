package io.attachrelay.platform;

import io.attachrelay.settings.Secret;
import io.attachrelay.settings.WebhookAuth;
import io.attachrelay.settings.WebhookAuth.Bearer;
import io.attachrelay.settings.WebhookAuth.HubSignature;
import io.attachrelay.settings.WebhookAuth.None;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells a platform's own webhooks from everyone else's, in constant time. Safe for all threads.
 *
 * <p>A hub signature must stand exactly as the platform writes it: {@code sha256=} and padded
 * Base64, so hexadecimal and the URL alphabet are refused.
 */
public final class WebhookVerifier {

    private static final String ALGORITHM = "HmacSHA256";

    private final WebhookAuth auth;

    public WebhookVerifier(WebhookAuth auth) {
        this.auth = auth;
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
            case HubSignature(var secrets) ->
                    signed(header.apply("X-Hub-Signature-256"), rawBody, secrets);
            case Bearer(var secrets) ->
                    BearerCredentials.present(header.apply("Authorization"), secrets);
            case None() -> true;
        };
    }

    private static boolean signed(
            @Nullable String signature, byte[] rawBody, List<Secret> secrets) {
        if (signature == null) {
            return false;
        }
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (Secret secret : secrets) {
            // No early end: the time of an answer would tell which secret it was.
            known |= MessageDigest.isEqual(signature(rawBody, secret), given);
        }
        return known;
    }

    private static byte[] signature(byte[] rawBody, Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            String base64 = Base64.getEncoder().encodeToString(mac.doFinal(rawBody));
            return ("sha256=" + base64).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
