package io.attachrelay.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.CallOutcome.Done;
import io.attachrelay.platform.CallOutcome.InDoubt;
import io.attachrelay.platform.CallOutcome.Refused;
import io.attachrelay.platform.CallOutcome.TryAgain;
import io.attachrelay.platform.MediaUploader.Content;
import io.attachrelay.platform.MediaUploader.Upload;
import io.attachrelay.platform.ScriptedServer;
import io.attachrelay.platform.ScriptedServer.Answer;
import io.attachrelay.platform.ScriptedServer.Request;
import io.attachrelay.platform.Tenants;
import io.attachrelay.platform.TokenSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformHttpTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final CallLimits LIMITS =
            new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(60));
    private static final ApiCall CALL = ApiCall.post(Map.of("text", "hello"), "v1", "messages");

    private final HttpTransport transport = new HttpTransport(LIMITS, CLOCK);
    private final FixedTokens tokens = new FixedTokens();
    private ScriptedServer server = ScriptedServer.answering(200, "{\"id\":\"id-1\"}");

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conv-1|conv-1",
                "../x|..%2Fx",
                "a/b|a%2Fb",
                "a;b?c#d|a%3Bb%3Fc%23d",
                "100%|100%25",
                "%2e%2e|%252e%252e",
                "a b+c*|a%20b%2Bc%2A",
                "ü@:=|%C3%BC%40%3A%3D",
                "...|..."
            })
    void an_id_never_changes_the_path(String id, String segment) {
        // When
        call(ApiCall.post(Map.of(), "v1", "conversations", id, "messages"));

        // Then
        assertThat(server.requests())
                .extracting(Request::path)
                .containsExactly("/v1/conversations/" + segment + "/messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "", " "})
    void an_id_that_no_url_can_carry_is_refused_without_a_call(String id) {
        // When
        CallOutcome<String> outcome = call(ApiCall.post(Map.of(), "v1", id, "messages"));

        // Then
        assertThat(outcome).isEqualTo(new Refused<>(400, "not called: an id can't stand in a URL"));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void an_api_may_stand_below_a_path() {
        // Given
        URI api = URI.create(server.url() + "/eu/api");

        // When
        http(api, tokens).call("conv-1", CALL, AnswerId.under("id"));

        // Then
        assertThat(server.requests())
                .extracting(Request::path)
                .containsExactly("/eu/api/v1/messages");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 503, 521, 523})
    void a_passing_fault_that_did_nothing_is_to_be_tried_again(int status) {
        // Given
        answer(Answer.of(status, ""));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new TryAgain<>("status " + status, Optional.empty()));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 504, 520, 522, 524, 530, 599})
    void a_fault_that_may_have_done_it_is_in_doubt(int status) {
        // Given
        answer(Answer.of(status, ""));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new InDoubt<>("status " + status));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 520, 599})
    void a_call_that_may_be_made_twice_is_made_again_after_any_passing_fault(int status) {
        // Given
        answer(Answer.of(status, ""));

        // When
        CallOutcome<String> outcome = call(CALL.asIdempotent());

        // Then
        assertThat(outcome).isEqualTo(new TryAgain<>("status " + status, Optional.empty()));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 403, 404, 409, 413, 415, 422, 451})
    void any_other_4xx_is_final(int status) {
        // Given
        answer(Answer.of(status, ""));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new Refused<>(status, "status " + status));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) {
        // Given
        answer(Answer.of(status, "").with("Location", "/elsewhere"));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new Refused<>(status, "status " + status));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_503_that_asks_for_an_immediate_retry_is_left_to_the_caller() {
        // Given
        answer(Answer.of(503, "").with("Retry-After", "0"));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new TryAgain<>("status 503", Optional.empty()));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_429_that_asks_for_an_immediate_retry_is_believed() {
        // Given
        answer(Answer.of(429, "").with("Retry-After", "0"));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new TryAgain<>("status 429", Optional.of(Duration.ZERO)));
    }

    @Test
    void a_retry_after_may_be_a_date() {
        // Given
        answer(Answer.of(429, "").with("Retry-After", "Fri, 02 Jan 2026 03:04:35 GMT"));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome)
                .isEqualTo(new TryAgain<>("status 429", Optional.of(Duration.ofSeconds(30))));
    }

    @Test
    void a_401_is_answered_with_one_new_token_and_one_more_try() {
        // Given
        answer(Answer.of(401, ""), Answer.of(200, "{\"id\":\"id-1\"}"));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new Done<>("id-1"));
        assertThat(tokens.refused).containsExactly("token-1");
        assertThat(server.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void a_message_takes_no_longer_than_two_calls_and_a_token_between_them() {
        // When
        Duration longest = http(server.url(), tokens).longestMessage();

        // Then
        assertThat(longest).isEqualTo(Duration.ofSeconds(62 + 60 + 62));
    }

    @Test
    void without_a_token_nothing_is_sent() {
        // Given
        TokenSource none =
                new TokenSource() {
                    @Override
                    public String token() throws TokenUnavailableException {
                        throw new TokenUnavailableException(
                                "token endpoint: status 429", Optional.of(Duration.ofSeconds(9)));
                    }

                    @Override
                    public void refused(String token) {}
                };

        // When
        CallOutcome<String> outcome =
                http(server.url(), none).call("conv-1", CALL, AnswerId.under("id"));

        // Then
        assertThat(outcome)
                .isEqualTo(
                        new TryAgain<>(
                                "token endpoint: status 429", Optional.of(Duration.ofSeconds(9))));
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"id\":\"\"}",
                "{\"id\":{}}",
                "[1]",
                "<html/>",
                "{\"id\":\"a\\nb\"}"
            })
    void a_success_without_an_id_may_be_somebody_elses_answer(String body) {
        // Given
        answer(Answer.of(200, body));

        // When
        CallOutcome<String> once = call(CALL);
        CallOutcome<String> repeatable = call(CALL.asIdempotent());

        // Then
        assertThat(once).isEqualTo(new InDoubt<>("status 200 without an id", true));
        assertThat(repeatable)
                .isEqualTo(new TryAgain<>("status 200 without an id", Optional.empty()));
    }

    @Test
    void a_number_is_an_id_too() {
        // Given
        answer(Answer.of(201, "{\"id\":4711}"));

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new Done<>("4711"));
    }

    @Test
    void a_success_that_breaks_off_is_most_likely_done() {
        // Given
        answer(Answer.of(200, "{\"id\":").brokenOff());

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new InDoubt<>("status 200 without an id", true));
    }

    @Test
    void a_refusal_that_breaks_off_is_a_refusal() {
        // Given
        answer(Answer.of(403, "{\"message\":").brokenOff());

        // When
        CallOutcome<String> outcome = call(CALL);

        // Then
        assertThat(outcome).isEqualTo(new Refused<>(403, "status 403"));
    }

    @Test
    void an_unknown_host_was_sent_nothing() {
        // Given
        PlatformHttp http = http(URI.create("http://api.invalid"), tokens);

        // When
        CallOutcome<String> outcome = http.call("conv-1", CALL, AnswerId.under("id"));

        // Then
        assertThat(outcome).isEqualTo(new TryAgain<>("host name not resolved", Optional.empty()));
    }

    @Test
    void a_server_without_tls_was_sent_nothing() throws IOException {
        // Given
        try (OneAnswerServer plain = new OneAnswerServer()) {
            URI https = URI.create(plain.url().toString().replace("http:", "https:"));

            // When
            CallOutcome<String> outcome =
                    http(https, tokens).call("conv-1", CALL, AnswerId.under("id"));

            // Then
            assertThat(outcome).isEqualTo(new TryAgain<>("TLS failed", Optional.empty()));
        }
    }

    @Test
    void a_kept_connection_that_the_server_closed_puts_nothing_in_doubt() throws IOException {
        // Given
        try (OneAnswerServer closing = new OneAnswerServer()) {
            PlatformHttp http = http(closing.url(), tokens);
            CallOutcome<String> first = http.call("conv-1", CALL, AnswerId.under("id"));
            await().until(() -> closing.closed() == 1);

            // When
            CallOutcome<String> second = http.call("conv-1", CALL, AnswerId.under("id"));

            // Then
            assertThat(List.of(first, second)).containsOnly(new Done<>("id-1"));
        }
    }

    @Test
    void connections_are_kept() {
        // When
        call(CALL);
        call(CALL);

        // Then
        assertThat(server.requests())
                .hasSize(2)
                .extracting(Request::client)
                .containsOnly(server.requests().getFirst().client());
    }

    @Test
    void half_a_character_in_a_text_does_not_stop_the_message() {
        // Given
        ApiCall call = ApiCall.post(Map.of("text", "a\uD83Db"), "v1", "messages");

        // When
        CallOutcome<String> outcome = call(call);

        // Then
        assertThat(outcome).isEqualTo(new Done<>("id-1"));
        assertThat(server.requests().getLast().text()).isEqualTo("{\"text\":\"a?b\"}");
    }

    @Test
    void a_file_that_our_store_does_not_give_is_no_fault_of_the_platform() {
        // When
        CallOutcome<String> outcome =
                upload(
                        8,
                        () -> {
                            throw new FileNotFoundException("/data/store/acme/secret-name");
                        });

        // Then
        assertThat(outcome)
                .isEqualTo(new TryAgain<>("the file to upload can't be read", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 9})
    void a_file_of_another_size_than_announced_is_never_uploaded(long announced) {
        // When
        CallOutcome<String> outcome =
                upload(announced, () -> new ByteArrayInputStream("%PDF-1.7".getBytes(UTF_8)));

        // Then
        assertThat(outcome).isInstanceOf(TryAgain.class);
    }

    private CallOutcome<String> upload(long size, Content content) {
        PlatformHttp http = http(server.url(), tokens);
        return new MultipartUploader(http, List.of("media"), AnswerId.under("id"))
                .upload(new Upload("conv-1", "a.pdf", "application/pdf", size, content));
    }

    private void answer(Answer... answers) {
        server.close();
        server = ScriptedServer.answering(answers);
    }

    private CallOutcome<String> call(ApiCall call) {
        return http(server.url(), tokens).call("conv-1", call, AnswerId.under("id"));
    }

    private PlatformHttp http(URI api, TokenSource source) {
        var metrics = new SimpleMeterRegistry();
        return new PlatformHttp(
                transport,
                api,
                source,
                new TenantPace("acme", new Pace(Tenants.UNPACED, System::nanoTime), metrics),
                new ApiBreaker("acme", api, Duration.ofHours(1), metrics));
    }
}
