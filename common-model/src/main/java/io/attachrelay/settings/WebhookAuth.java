package io.attachrelay.settings;

import java.util.List;

/** How a platform proves that a webhook is its own. */
public sealed interface WebhookAuth {

    /**
     * {@code X-Hub-Signature-256: sha256=} and the Base64 of HMAC-SHA256 over the raw body.
     *
     * @param secrets any of them is taken, so that they can be rotated; at least one, each of 16
     *     characters or more
     */
    record HubSignature(List<Secret> secrets) implements WebhookAuth {

        /** Genesys demands more than 15. */
        private static final int LEAST_CHARACTERS = 16;

        public HubSignature {
            secrets = List.copyOf(secrets);
            Check.that(!secrets.isEmpty(), "secret", "none", "is given");
            Check.that(
                    secrets.stream().allMatch(s -> s.value().length() >= LEAST_CHARACTERS),
                    "secret",
                    "***",
                    "is shorter than " + LEAST_CHARACTERS + " characters with hub-signature");
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
