package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.WebhookAuth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing but the true signature of the true body passes. */
class WebhookVerifierFuzzTest {

    private static final byte[] BODY = "{\"event_id\":\"e-1\"}\n".getBytes(UTF_8);

    /** Computed with {@code openssl dgst -sha256 -hmac current-hub-secret -binary | base64}. */
    private static final String SIGNATURE = "sha256=ORCD6RNUe/aTpfeuEDK5kZjGLE4HPwOefIeeBo95Ka0=";

    private static final String[] WORDS = {"sha256=", "sha1=", "=", " ", ",", "SHA256=", "A", "\t"};

    private final WebhookVerifier signed =
            new WebhookVerifier(
                    new WebhookAuth.HubSignature(List.of(new Secret("current-hub-secret"))));
    private final WebhookVerifier bearer =
            new WebhookVerifier(new WebhookAuth.Bearer(List.of(new Secret("current"))));

    @Test
    void a_body_passes_if_it_is_the_one_that_was_signed() {
        // When
        Map<String, Long> outcomes =
                Fuzz.from(BODY, new byte[0])
                        .times(20_000)
                        .check(body ->
                                outcome(
                                        signed.accepts(_ -> SIGNATURE, body),
                                        Arrays.equals(body, BODY)));

        // Then
        assertThat(outcomes).containsOnlyKeys("passes", "refused");
    }

    @Test
    void a_header_passes_if_it_is_the_true_one() {
        // When
        Map<String, Long> outcomes =
                Fuzz.from(SIGNATURE, "")
                        .with(WORDS)
                        .times(20_000)
                        .checkText(header ->
                                outcome(
                                        signed.accepts(_ -> header, BODY),
                                        header.equals(SIGNATURE)));

        // Then
        assertThat(outcomes).containsOnlyKeys("passes", "refused");
    }

    @Test
    void credentials_pass_if_scheme_and_secret_are_the_true_ones() {
        // When
        Map<String, Long> outcomes =
                Fuzz.from("Bearer current", "")
                        .with("bearer ", "current", " ", "\t", "\u0131", "Basic ")
                        .times(20_000)
                        .checkText(header ->
                                outcome(
                                        bearer.accepts(_ -> header, BODY),
                                        header.endsWith(" current")
                                                && header.length() == 14
                                                && header.toLowerCase(Locale.ROOT)
                                                        .startsWith("bearer ")));

        // Then
        assertThat(outcomes).containsOnlyKeys("passes", "refused");
    }

    private static String outcome(boolean passes, boolean isTrue) {
        assertThat(passes).isEqualTo(isTrue);
        return passes ? "passes" : "refused";
    }
}
