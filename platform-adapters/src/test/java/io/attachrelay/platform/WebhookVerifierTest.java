package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.settings.Secret;
import io.attachrelay.settings.WebhookAuth;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {

    private static final byte[] BODY = "{\"event_id\":\"e-1\"}\n".getBytes(UTF_8);

    /** Computed with {@code openssl dgst -sha256 -hmac current-hub-secret -binary | base64}. */
    private static final String SIGNATURE = "sha256=ORCD6RNUe/aTpfeuEDK5kZjGLE4HPwOefIeeBo95Ka0=";

    private final WebhookVerifier signed =
            new WebhookVerifier(
                    new WebhookAuth.HubSignature(
                            List.of(
                                    new Secret("current-hub-secret"),
                                    new Secret("former-hub-secret"))));
    private final WebhookVerifier bearer =
            new WebhookVerifier(
                    new WebhookAuth.Bearer(List.of(new Secret("current"), new Secret("former"))));

    @Test
    void a_signature_that_another_tool_made_is_accepted() {
        // When
        boolean accepted = accepts(signed, "X-Hub-Signature-256", SIGNATURE);

        // Then
        assertThat(accepted).isTrue();
    }

    @Test
    void a_signature_by_a_secret_on_its_way_out_is_accepted() throws Exception {
        // When
        boolean accepted =
                accepts(signed, "X-Hub-Signature-256", "sha256=" + base64("former-hub-secret"));

        // Then
        assertThat(accepted).isTrue();
    }

    @Test
    void a_signature_by_an_unknown_secret_is_refused() throws Exception {
        // When
        boolean accepted =
                accepts(signed, "X-Hub-Signature-256", "sha256=" + base64("another-hub-secret"));

        // Then
        assertThat(accepted).isFalse();
    }

    @Test
    void a_body_that_was_formatted_anew_is_refused() {
        // When
        boolean accepted =
                signed.accepts(
                        Map.of("X-Hub-Signature-256", SIGNATURE)::get,
                        new String(BODY, UTF_8).strip().getBytes(UTF_8));

        // Then
        assertThat(accepted).isFalse();
    }

    @Test
    void a_signature_in_hexadecimal_is_refused() {
        // Given
        byte[] mac = Base64.getDecoder().decode(SIGNATURE.substring("sha256=".length()));

        // When
        boolean accepted =
                accepts(signed, "X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac));

        // Then
        assertThat(accepted).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256=", "sha256= ", "sha1=", ""})
    void a_signature_with_another_prefix_is_refused(String prefix) {
        // When
        boolean accepted =
                accepts(signed, "X-Hub-Signature-256", SIGNATURE.replace("sha256=", prefix));

        // Then
        assertThat(accepted).isFalse();
    }

    @Test
    void a_signature_without_its_padding_is_refused() {
        // When
        boolean accepted = accepts(signed, "X-Hub-Signature-256", SIGNATURE.replaceFirst("=$", ""));

        // Then
        assertThat(accepted).isFalse();
    }

    @Test
    void a_webhook_without_the_header_is_refused() {
        // When
        boolean accepted = accepts(signed, "Authorization", "Bearer current-hub-secret");

        // Then
        assertThat(accepted).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer current", "bearer current", "BEARER former"})
    void a_known_bearer_is_accepted(String credentials) {
        // When
        boolean accepted = accepts(bearer, "Authorization", credentials);

        // Then
        assertThat(accepted).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer other",
                "Bearer  current",
                "Bearer current ",
                "Bearer",
                "Bearer ",
                "Basic current",
                "current",
                "Bearer Current"
            })
    void any_other_authorization_is_refused(String credentials) {
        // When
        boolean accepted = accepts(bearer, "Authorization", credentials);

        // Then
        assertThat(accepted).isFalse();
    }

    @Test
    void a_webhook_without_a_bearer_is_refused() {
        // When
        boolean accepted = bearer.accepts(_ -> null, BODY);

        // Then
        assertThat(accepted).isFalse();
    }

    @Test
    void anyone_is_accepted_where_the_settings_say_so() {
        // When
        boolean accepted = new WebhookVerifier(new WebhookAuth.None()).accepts(_ -> null, BODY);

        // Then
        assertThat(accepted).isTrue();
    }

    private static boolean accepts(WebhookVerifier verifier, String header, String value) {
        return verifier.accepts(Map.of(header, value)::get, BODY);
    }

    private static String base64(String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(BODY));
    }
}
