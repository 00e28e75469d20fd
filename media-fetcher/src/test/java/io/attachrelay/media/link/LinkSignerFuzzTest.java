package io.attachrelay.media.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import io.attachrelay.media.store.Samples;
import io.attachrelay.settings.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No token but those that were signed. */
class LinkSignerFuzzTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void a_token_is_worth_something_only_as_it_was_signed() {
        // Given
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        LinkSigner signer = new LinkSigner(new Secret("0123456789abcdef"), clock);
        LinkSigner other = new LinkSigner(new Secret("fedcba9876543210"), clock);
        String valid = signer.sign(Samples.key(), NOW.plusSeconds(60));
        String expired = signer.sign(Samples.key(), NOW.minusSeconds(60));
        String forged = other.sign(Samples.key(), NOW.plusSeconds(60));

        // When
        Map<String, Long> outcomes =
                Fuzz.from(valid, expired, forged, "")
                        .with(
                                ".",
                                "..",
                                "=",
                                "-",
                                "_",
                                "+",
                                "/",
                                "%2e",
                                "acme",
                                "9".repeat(30),
                                "\u0660")
                        .times(20_000)
                        .checkText(token -> {
                            String word =
                                    switch (signer.check(token)) {
                                        case LinkCheck.Valid _ -> "valid";
                                        case LinkCheck.Expired _ -> "expired";
                                        case LinkCheck.Forged _ -> "forged";
                                    };
                            assertThat(word.equals("valid")).isEqualTo(token.equals(valid));
                            assertThat(word.equals("expired")).isEqualTo(token.equals(expired));
                            return word;
                        });

        // Then
        assertThat(outcomes).containsOnlyKeys("valid", "expired", "forged");
    }
}
