package io.attachrelay.deploy.testkit.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a platform proves that a webhook call is its own. */
public sealed interface WebhookAuth {

    /** The headers that prove it for this raw body. */
    Map<String, String> headers(byte[] body);

    /** {@code X-Hub-Signature-256: sha256=} with the Base64 of HMAC-SHA256 over the raw body. */
    record HubSignature(String secret) implements WebhookAuth {

        private static final String ALGORITHM = "HmacSHA256";

        @Override
        public Map<String, String> headers(byte[] body) {
            try {
                var mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
                var signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
                return Map.of("X-Hub-Signature-256", "sha256=" + signature);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return "HubSignature[secret=***]";
        }
    }

    /** {@code Authorization: Bearer} with the secret. */
    record Bearer(String secret) implements WebhookAuth {

        @Override
        public Map<String, String> headers(byte[] body) {
            return Map.of("Authorization", "Bearer " + secret);
        }

        @Override
        public String toString() {
            return "Bearer[secret=***]";
        }
    }

    /** No proof at all. */
    record None() implements WebhookAuth {

        @Override
        public Map<String, String> headers(byte[] body) {
            return Map.of();
        }
    }
}
