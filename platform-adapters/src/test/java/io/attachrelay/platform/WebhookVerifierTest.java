package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.settings.Secret;
import io.attachrelay.settings.WebhookAuth;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of the Standard Webhooks suites of verification, as far as they apply to {@code
 * X-Hub-Signature-256}. Those of a missing, too old or too new id or timestamp do not: the platform
 * signs neither, and a webhook that is sent again is caught as a duplicate. Nor do lists of
 * versioned signatures and secrets in Base64 ({@code whsec_}): there is one form, and a secret is
 * taken as it stands. That a header's name may be in any case, and that it must stand once, is
 * tested where headers are read.
 */
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
    void a_signature_in_the_alphabet_of_urls_is_refused() {
        // Given: the one of this body has a slash
        String inUrls = SIGNATURE.replace('/', '_').replace('+', '-');

        // When
        boolean accepted = accepts(signed, "X-Hub-Signature-256", inUrls);

        // Then
        assertThat(inUrls).isNotEqualTo(SIGNATURE);
        assertThat(accepted).isFalse();
    }

    static Stream<String> almostRight() {
        return Stream.of(
                "",
                "sha256",
                "sha256=",
                "v1," + SIGNATURE,
                "v1=" + SIGNATURE.substring("sha256=".length()),
                SIGNATURE.substring(0, SIGNATURE.length() / 2),
                SIGNATURE.substring(0, SIGNATURE.length() - 2),
                SIGNATURE + "=",
                SIGNATURE + "A",
                SIGNATURE + " ",
                " " + SIGNATURE,
                SIGNATURE + " " + SIGNATURE,
                "sha256=AAAA " + SIGNATURE,
                SIGNATURE + "," + SIGNATURE,
                SIGNATURE.toLowerCase(Locale.ROOT),
                SIGNATURE.replace("ORCD", "ORCE"),
                "sha256=" + "A".repeat(43) + "=",
                "sha256=" + "A".repeat(8_000),
                "sha256=\u0000",
                "sha256=ÄÖÜ");
    }

    @ParameterizedTest
    @MethodSource("almostRight")
    void a_signature_that_is_not_wholly_right_is_refused(String signature) {
        // When
        boolean accepted = accepts(signed, "X-Hub-Signature-256", signature);

        // Then
        assertThat(accepted).isFalse();
    }

    @Test
    void a_body_with_any_byte_changed_is_refused() {
        for (int i = 0; i < BODY.length; i++) {
            // Given
            byte[] changed = BODY.clone();
            changed[i] ^= 1;

            // When
            boolean accepted =
                    signed.accepts(Map.of("X-Hub-Signature-256", SIGNATURE)::get, changed);

            // Then
            assertThat(accepted).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"text\":\"Grüße \uD83D\uDE00 \u0000\"}", " {} ", "\r\n"})
    void a_body_of_any_bytes_is_signed_as_it_is(String text) throws Exception {
        // Given
        byte[] body = text.getBytes(UTF_8);
        String signature = "sha256=" + base64("current-hub-secret", body);

        // When
        boolean accepted = signed.accepts(Map.of("X-Hub-Signature-256", signature)::get, body);

        // Then
        assertThat(accepted).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pässwörter-sind-\u0001-\uD83D\uDE00",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "sixteen-letters!"
            })
    void a_secret_of_any_bytes_is_taken_as_it_stands(String secret) throws Exception {
        // Given
        var verifier =
                new WebhookVerifier(new WebhookAuth.HubSignature(List.of(new Secret(secret))));

        // When
        boolean accepted =
                accepts(verifier, "X-Hub-Signature-256", "sha256=" + base64(secret, BODY));

        // Then
        assertThat(accepted).isTrue();
    }

    @Test
    void the_secret_itself_is_no_signature() {
        // When
        boolean accepted = accepts(signed, "X-Hub-Signature-256", "sha256=current-hub-secret");

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
        return base64(secret, BODY);
    }

    private static String base64(String secret, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
