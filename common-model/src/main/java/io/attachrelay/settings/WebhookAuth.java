package io.attachrelay.settings;

import java.util.List;

/** How a platform proves that a webhook is its own. */
public sealed interface WebhookAuth {

    /**
     * {@code X-Hub-Signature-256: sha256=} and the Base64 of HMAC-SHA256 over the raw body.
     *
     * @param secrets any of them is taken, so that they can be rotated; at least one
     */
    record HubSignature(List<Secret> secrets) implements WebhookAuth {
        public HubSignature {
            secrets = List.copyOf(secrets);
            Check.that(!secrets.isEmpty(), "secret", "none", "is given");
        }
    }

    /**
     * {@code Authorization: Bearer} and the secret.
     *
     * @param secrets any of them is taken, so that they can be rotated; at least one
     */
    record Bearer(List<Secret> secrets) implements WebhookAuth {
        public Bearer {
            secrets = List.copyOf(secrets);
            Check.that(!secrets.isEmpty(), "secret", "none", "is given");
        }
    }

    /** Anyone may call: it must be said in the settings. */
    record None() implements WebhookAuth {}
}
