package io.attachrelay.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.attachrelay.platform.ScriptedServer;
import io.attachrelay.platform.ScriptedServer.Answer;
import io.attachrelay.platform.ScriptedServer.Request;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTokensTest {

    private static final String SECRET = "cl13nt-s3cret";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final HttpTransport transport = new HttpTransport(CallLimits.DEFAULT, clock);
    private final AtomicInteger fetches = new AtomicInteger();
    private final CountDownLatch answerNow = new CountDownLatch(1);
    private ScriptedServer server = new ScriptedServer(_ -> granted(3600));
    private OAuthTokens tokens = tokens();

    @AfterEach
    void close() {
        answerNow.countDown();
        transport.close();
        server.close();
    }

    @Test
    void a_token_is_asked_for_with_basic_authentication_and_a_form() throws IOException {
        // When
        String token = tokens.token();

        // Then
        Request request = server.requests().getFirst();
        assertThat(token).isEqualTo("token-1");
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /oauth/token");
        // "client:cl13nt-s3cret"
        assertThat(request.header("Authorization")).isEqualTo("Basic Y2xpZW50OmNsMTNudC1zM2NyZXQ=");
        assertThat(request.header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.text()).isEqualTo("grant_type=client_credentials");
    }

    @ParameterizedTest
    @CsvSource({"3600, 3540", "600, 540", "100, 90", "1, 0.9"})
    void a_token_is_kept_until_shortly_before_it_expires(int lifetime, double seconds)
            throws IOException {
        // Given
        serve(lifetime);
        Instant renewal = clock.instant().plusMillis((long) (seconds * 1000));
        String first = tokens.token();

        // When
        clock.set(renewal.minusMillis(1));
        String before = tokens.token();
        clock.set(renewal);
        String after = tokens.token();

        // Then
        assertThat(List.of(first, before, after)).containsExactly("token-1", "token-1", "token-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"t\"}",
                "{\"access_token\":\"t\",\"expires_in\":-1}",
                "{\"access_token\":\"t\",\"expires_in\":\"soon\"}"
            })
    void a_token_without_a_lifetime_is_kept_for_five_minutes_less_the_margin(String body)
            throws IOException {
        // Given
        serve(200, body);
        tokens.token();

        // When
        clock.advance(Duration.ofSeconds(269));
        tokens.token();
        clock.advance(Duration.ofSeconds(1));
        tokens.token();

        // Then
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void many_callers_share_one_fetch() throws Exception {
        // Given
        serveWhenToldTo(granted(3600));
        Queue<Object> results = new ConcurrentLinkedQueue<>();

        // When
        askAtOnce(200, results);

        // Then
        assertThat(results).hasSize(200).containsOnly("token-1");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void many_callers_share_one_failure() throws Exception {
        // Given
        serveWhenToldTo(Answer.of(500, ""));
        Queue<Object> results = new ConcurrentLinkedQueue<>();

        // When
        askAtOnce(200, results);

        // Then
        assertThat(results).hasSize(200).containsOnly("token endpoint: status 500");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void after_a_failure_the_next_caller_asks_again() throws IOException {
        // Given
        serve(500, "");
        catchThrowable(tokens::token);

        // When
        catchThrowable(tokens::token);

        // Then
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_token_that_is_doubted_is_renewed() throws IOException {
        // Given
        tokens.token();

        // When
        tokens.doubted("token-1");

        // Then
        assertThat(tokens.token()).isEqualTo("token-2");
    }

    @Test
    void a_token_that_is_doubted_counts_again_where_no_other_can_be_had() throws IOException {
        // Given
        server.close();
        server = endpoint(granted(3600), Answer.of(500, ""));
        tokens = tokens();
        tokens.token();

        for (int i = 0; i < 3; i++) {
            // When
            tokens.doubted("token-1");
            Throwable first = catchThrowable(tokens::token);

            // Then
            assertThat(first).hasMessage("token endpoint: status 500");
            assertThat(tokens.token()).isEqualTo("token-1");
        }
    }

    @Test
    void behind_an_endpoint_that_has_failed_nobody_waits_but_who_asks_it() throws Exception {
        // Given
        var asked = new AtomicInteger();
        serveWhenToldTo(() -> asked.incrementAndGet() == 2, Answer.of(500, ""));
        catchThrowable(tokens::token);
        Queue<Object> results = new ConcurrentLinkedQueue<>();
        Thread leader = Thread.startVirtualThread(() -> results.add(ask()));
        await().until(() -> asked.get() == 2);

        // When
        Throwable thrown = catchThrowable(tokens::token);

        // Then
        assertThat(results).isEmpty();
        assertThat(thrown).isInstanceOf(TokenUnavailableException.class);
        assertThat(((TokenUnavailableException) thrown).retryAfter())
                .contains(Duration.ofSeconds(1));
        answerNow.countDown();
        leader.join();
    }

    @Test
    void an_endpoint_that_asks_for_a_pause_is_left_alone_until_it_is_over() throws IOException {
        // Given
        server.close();
        server = endpoint(Answer.of(429, "").with("Retry-After", "12"), granted(3600));
        tokens = tokens();
        catchThrowable(tokens::token);

        // When
        clock.advance(Duration.ofSeconds(11));
        Throwable tooEarly = catchThrowable(tokens::token);
        clock.advance(Duration.ofSeconds(1));
        String inTime = tokens.token();

        // Then
        assertThat(tooEarly)
                .hasMessage("token endpoint: status 429")
                .isInstanceOfSatisfying(
                        TokenUnavailableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(1)));
        assertThat(inTime).isEqualTo("token-1");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void an_endpoint_that_goes_on_failing_is_asked_once_a_second() {
        // Given
        serve(503, "");
        catchThrowable(tokens::token);
        catchThrowable(tokens::token);

        // When
        for (int i = 0; i < 200; i++) {
            clock.advance(Duration.ofMillis(10));
            catchThrowable(tokens::token);
        }

        // Then
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void a_clock_that_is_set_back_does_not_lengthen_a_pause() {
        // Given
        serve(Answer.of(429, "").with("Retry-After", "12"));
        catchThrowable(tokens::token);

        // When
        clock.advance(Duration.ofHours(-1));
        catchThrowable(tokens::token);

        // Then
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_refused_token_is_renewed() throws IOException {
        // Given
        String first = tokens.token();

        // When
        tokens.refused(first);

        // Then
        assertThat(tokens.token()).isEqualTo("token-2");
    }

    @Test
    void the_refusal_of_an_older_token_does_not_cost_the_newer_one() throws IOException {
        // Given
        String first = tokens.token();
        tokens.refused(first);
        String second = tokens.token();

        // When
        tokens.refused(first);

        // Then
        assertThat(tokens.token()).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"a\\r\\nb\"}",
                "<html/>"
            })
    void an_answer_without_a_usable_token_is_a_failure(String body) {
        // Given
        serve(200, body);

        // Then
        assertThatThrownBy(tokens::token)
                .hasMessage("token endpoint: an answer without a usable token");
    }

    @Test
    void a_busy_endpoint_says_when_to_come_back() {
        // Given
        serve(Answer.of(429, "").with("Retry-After", "12"));

        // When
        Throwable thrown = catchThrowable(tokens::token);

        // Then
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        TokenUnavailableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(12)));
    }

    @Test
    void no_failure_shows_the_secret_or_the_url() {
        // Given
        serve(401, "{\"error\":\"invalid_client\",\"error_description\":\"not " + SECRET + "\"}");

        // When
        Throwable thrown = catchThrowable(tokens::token);

        // Then
        StringWriter everything = new StringWriter();
        thrown.printStackTrace(new PrintWriter(everything));
        assertThat(thrown).hasMessage("token endpoint: status 401 invalid_client");
        assertThat(everything.toString())
                .doesNotContain(SECRET, "Y2xpZW50", "http://", "127.0.0.1");
    }

    @Test
    void neither_tokens_nor_grants_show_themselves() throws IOException {
        // Given
        String token = tokens.token();

        // When
        String shown =
                tokens.toString() + new TokenEndpoint.Grant(new Secret(token), Duration.ofHours(1));

        // Then
        assertThat(shown).doesNotContain(token, SECRET);
    }

    private void askAtOnce(int callers, Queue<Object> results) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.startVirtualThread(() -> results.add(ask())));
        }
        await().until(() -> threads.stream().allMatch(OAuthTokensTest::waits));
        answerNow.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    private Object ask() {
        try {
            return tokens.token();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void serve(int lifetime) {
        server.close();
        server = new ScriptedServer(_ -> granted(lifetime));
        tokens = tokens();
    }

    private void serve(int status, String body) {
        serve(Answer.of(status, body));
    }

    private void serve(Answer answer) {
        server.close();
        server = ScriptedServer.answering(answer);
        tokens = tokens();
    }

    private static ScriptedServer endpoint(Answer... answers) {
        return ScriptedServer.answering(answers);
    }

    private void serveWhenToldTo(Answer answer) {
        serveWhenToldTo(() -> true, answer);
    }

    private void serveWhenToldTo(BooleanSupplier waits, Answer answer) {
        server.close();
        server =
                new ScriptedServer(_ -> {
                    try {
                        if (waits.getAsBoolean()) {
                            answerNow.await();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return answer;
                });
        tokens = tokens();
    }

    private Answer granted(int lifetime) {
        String token = "token-" + fetches.incrementAndGet();
        return Answer.of(
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":%d}"
                        .formatted(token, lifetime));
    }

    private OAuthTokens tokens() {
        return new OAuthTokens(
                transport,
                new OAuthSettings(
                        server.url().resolve("/oauth/token"), "client", new Secret(SECRET)),
                clock);
    }
}
