package io.attachrelay.media.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Samples;
import io.attachrelay.settings.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSignerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret SECRET = new Secret("0123456789abcdef");
    private static final String URL_SAFE =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=";

    private final ObjectKey key = Samples.key();
    private final LinkSigner signer = at(NOW);

    private static LinkSigner at(Instant time) {
        return new LinkSigner(SECRET, Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void a_signed_link_is_valid_until_its_expiry() {
        // Given
        Instant expiry = NOW.plusSeconds(60);
        String token = signer.sign(key, expiry);

        // When
        LinkCheck before = at(expiry.minusMillis(1)).check(token);
        LinkCheck then = at(expiry).check(token);

        // Then
        assertThat(before).isEqualTo(new LinkCheck.Valid(key, expiry));
        assertThat(then).isEqualTo(new LinkCheck.Expired());
    }

    @Test
    void a_token_fits_into_a_url_as_it_is() {
        // When
        String token = signer.sign(key, NOW);

        // Then
        assertThat(token).matches("[A-Za-z0-9._-]+").hasSizeLessThan(120);
    }

    @Test
    void every_change_of_one_character_is_a_forgery() {
        // Given
        String token = signer.sign(key, NOW.plusSeconds(60));

        // When
        var changed =
                IntStream.range(0, token.length())
                        .boxed()
                        .flatMap(i -> URL_SAFE.chars().mapToObj(c -> with(token, i, (char) c)))
                        .filter(t -> !t.equals(token))
                        .map(signer::check);

        // Then
        assertThat(changed)
                .hasSize(token.length() * (URL_SAFE.length() - 1))
                .containsOnly(new LinkCheck.Forged());
    }

    @Test
    void another_spelling_of_the_same_signature_is_a_forgery() {
        // Given
        String token = signer.sign(key, NOW.plusSeconds(60));

        // When
        LinkCheck padded = signer.check(token + "=");
        LinkCheck longer = signer.check(token + "A");
        LinkCheck shorter = signer.check(token.substring(0, token.length() - 1));

        // Then
        assertThat(padded).isEqualTo(new LinkCheck.Forged());
        assertThat(longer).isEqualTo(new LinkCheck.Forged());
        assertThat(shorter).isEqualTo(new LinkCheck.Forged());
    }

    @Test
    void a_link_signed_with_another_secret_is_a_forgery() {
        // Given
        LinkSigner other =
                new LinkSigner(new Secret("fedcba9876543210"), Clock.fixed(NOW, ZoneOffset.UTC));

        // When
        LinkCheck check = signer.check(other.sign(key, NOW.plusSeconds(60)));

        // Then
        assertThat(check).isEqualTo(new LinkCheck.Forged());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "a.b.c.d", "\uD800", "😀.😀", "%00"})
    void any_other_text_is_a_forgery(String text) {
        assertThat(signer.check(text)).isEqualTo(new LinkCheck.Forged());
    }

    private static String with(String token, int index, char c) {
        return token.substring(0, index) + c + token.substring(index + 1);
    }
}
