package io.attachrelay.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.platform.http.Reply.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerDetailTest {

    private static final String TOKEN = "t0k3n/abc+def=";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"message\":\"media type not allowed\",\"code\":\"bad\"}|media type not allowed",
                "{\"error\":\"invalid_request\"}|invalid_request",
                "{\"error\":{\"message\":\"too large\"}}|too large",
                "{\"errors\":[{\"detail\":\"no such channel\"}]}|no such channel",
                "{\"error\":\"x\",\"error_description\":\"scope missing\"}|scope missing",
                "plain words|plain words"
            })
    void the_platforms_words_are_kept(String body, String words) {
        // When
        String detail = detail(body);

        // Then
        assertThat(detail).isEqualTo("status 400: " + words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"message\":17}",
                "{\"message\":\" \"}",
                " <html><body>Bad request</body></html>",
                "\u0000\u0001"
            })
    void where_there_are_none_the_status_stands_alone(String body) {
        // When
        String detail = detail(body);

        // Then
        assertThat(detail).isEqualTo("status 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no access: " + TOKEN,
                "no access: Bearer abcdefgh",
                "no access: bearer   " + TOKEN,
                "no access: eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl"
            })
    void tokens_are_taken_out(String body) {
        // When
        String detail = detail(body);

        // Then
        assertThat(detail).isEqualTo("status 400: no access: [token]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example/v1?sig=abc",
                "HTTP://10.0.0.1:8080/x",
                "s3://bucket/key"
            })
    void urls_are_taken_out(String url) {
        // When
        String detail = detail("can't fetch " + url + " now");

        // Then
        assertThat(detail).isEqualTo("status 400: can't fetch [url] now");
    }

    @Test
    void control_and_bidi_characters_become_spaces() {
        // When
        String detail = detail("a\r\nb\u0000\u202Ec\u001B[31m");

        // Then
        assertThat(detail).isEqualTo("status 400: a b c [31m");
    }

    @Test
    void a_long_text_is_cut_between_characters() {
        // When
        String detail = detail("x" + "😀".repeat(500));

        // Then
        assertThat(detail).isEqualTo("status 400: x" + "😀".repeat(99));
    }

    @Test
    void the_longest_answer_is_searched_in_no_time() {
        // When
        String detail = detail("eyJ-".repeat(HttpTransport.LONGEST_ANSWER / 4));

        // Then
        assertThat(detail).isEqualTo("status 400: " + "eyJ-".repeat(50));
    }

    private static String detail(String body) {
        return AnswerDetail.of(new Answer(400, Optional.empty(), body.getBytes(UTF_8)), TOKEN);
    }
}
