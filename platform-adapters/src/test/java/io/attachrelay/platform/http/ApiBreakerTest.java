package io.attachrelay.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.CallOutcome.Done;
import io.attachrelay.platform.CallOutcome.TryAgain;
import io.attachrelay.platform.MediaUploader.Upload;
import io.attachrelay.platform.ScriptedServer;
import io.attachrelay.platform.ScriptedServer.Answer;
import io.attachrelay.platform.Tenants;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiBreakerTest {

    private static final ApiCall CALL = ApiCall.post(Map.of("text", "hello"), "v1", "messages");
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final HttpTransport transport =
            new HttpTransport(CallLimits.DEFAULT, Clock.systemUTC());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger status = new AtomicInteger(200);
    private final CountDownLatch answerNow = new CountDownLatch(1);
    private volatile boolean silent;
    private final ScriptedServer server = new ScriptedServer(_ -> answer());

    @AfterEach
    void close() {
        answerNow.countDown();
        transport.close();
        server.close();
    }

    @Test
    void an_api_that_failed_five_times_in_a_row_is_left_alone() {
        // Given
        PlatformHttp http = http(server.url(), LONG);
        status.set(503);
        call(http, 5);

        // When
        CallOutcome<String> outcome = call(http);

        // Then
        assertThat(detail(outcome)).contains("down");
        assertThat(rest(outcome))
                .hasValueSatisfying(
                        rest -> assertThat(rest).isBetween(Duration.ofMinutes(59), LONG));
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void conversations_that_fail_again_and_again_do_not_shut_out_the_others() {
        // Given
        PlatformHttp http = http(server.url(), LONG);
        status.set(500);
        for (int i = 0; i < 10; i++) {
            call(http, 4);
        }
        status.set(200);

        // When
        CallOutcome<String> outcome = call(http, "another");

        // Then
        assertThat(outcome).isEqualTo(new Done<>("id-1"));
    }

    @Test
    void a_call_to_see_whether_the_api_is_back_that_takes_long_keeps_no_other_waiting() {
        // Given
        PlatformHttp http = http(server.url(), SHORT);
        status.set(503);
        call(http, 5);
        silent = true;
        var probe = CompletableFuture.supplyAsync(() -> untilCalled(http));
        await().until(() -> server.requests().size() == 6);
        silent = false;
        status.set(200);

        // When
        CallOutcome<String> other = untilCalled(http);

        // Then
        assertThat(other).isEqualTo(new Done<>("id-1"));
        assertThat(probe).isNotDone();
        answerNow.countDown();
        assertThat(probe.join()).isEqualTo(new Done<>("id-1"));
        assertThat(call(http)).isEqualTo(new Done<>("id-1"));
    }

    @Test
    void a_success_between_failures_lets_them_begin_anew() {
        // Given
        PlatformHttp http = http(server.url(), LONG);
        status.set(500);
        call(http, 4);
        status.set(200);
        call(http);
        status.set(500);
        call(http, 4);

        // When
        status.set(200);
        CallOutcome<String> outcome = call(http);

        // Then
        assertThat(outcome).isEqualTo(new Done<>("id-1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 408, 422, 429, 302})
    void what_the_api_refuses_shows_that_it_is_up(int refusal) {
        // Given
        PlatformHttp http = http(server.url(), LONG);
        status.set(refusal);
        call(http, 20);

        // When
        status.set(200);
        CallOutcome<String> outcome = call(http);

        // Then
        assertThat(outcome).isNotInstanceOf(TryAgain.class);
    }

    @Test
    void an_api_that_can_not_be_reached_is_left_alone() {
        // Given
        PlatformHttp http = http(URI.create("http://127.0.0.1:9"), LONG);
        call(http, 5);

        // When
        CallOutcome<String> outcome = call(http);

        // Then
        assertThat(detail(outcome)).contains("down");
    }

    @Test
    void only_one_call_sees_whether_the_api_is_back_while_the_others_go_on_waiting() {
        // Given
        PlatformHttp http = http(server.url(), Duration.ofSeconds(1));
        status.set(503);
        call(http, 5);
        silent = true;
        var probe = CompletableFuture.supplyAsync(() -> untilCalled(http));
        await().until(() -> server.requests().size() == 6);

        // When
        for (int i = 0; i < 50; i++) {
            assertThat(call(http)).isInstanceOf(TryAgain.class);
        }

        // Then
        assertThat(server.requests()).hasSize(6);
        status.set(200);
        answerNow.countDown();
        assertThat(probe.join()).isEqualTo(new Done<>("id-1"));
        assertThat(call(http)).isEqualTo(new Done<>("id-1"));
    }

    @Test
    void each_change_is_counted_once_and_shown() {
        // Given
        PlatformHttp http = http(server.url(), SHORT);
        status.set(503);
        call(http, 5);
        await().until(() -> {
            call(http);
            return server.requests().size() == 8; // three probes failed
        });
        double open = gauge();

        // When
        status.set(200);
        await().until(() -> call(http) instanceof Done);

        // Then
        assertThat(open).isOne();
        assertThat(gauge()).isZero();
        assertThat(changes("open")).isOne();
        assertThat(changes("closed")).isOne();
    }

    @Test
    void a_call_that_its_caller_could_not_announce_is_neither_made_nor_held_against_the_api() {
        // Given
        PlatformHttp http = http(server.url(), LONG);

        // When
        for (int i = 0; i < 10; i++) {
            try {
                http.call(
                        "conv-1",
                        CALL,
                        AnswerId.under("id"),
                        () -> {
                            throw new InterruptedException("not written down");
                        });
            } catch (InterruptedException e) {
                assertThat(e).hasMessage("not written down");
            }
        }

        // Then
        assertThat(server.requests()).isEmpty();
        assertThat(call(http)).isEqualTo(new Done<>("id-1"));
    }

    @Test
    void a_file_that_our_store_does_not_give_is_not_held_against_the_api() {
        // Given
        PlatformHttp http = http(server.url(), LONG);
        var uploader = new MultipartUploader(http, List.of("media"), AnswerId.under("id"));
        for (int i = 0; i < 10; i++) {
            uploader.upload(unreadable(new IOException("the disk is gone")));
            assertThatThrownBy(
                            () -> uploader.upload(unreadable(new IllegalStateException("a bug"))))
                    .hasMessage("a bug");
        }

        // When
        CallOutcome<String> outcome = call(http);

        // Then
        assertThat(outcome).isEqualTo(new Done<>("id-1"));
    }

    private static Upload unreadable(Exception fault) {
        return new Upload(
                "conv-1",
                "a.pdf",
                "application/pdf",
                8,
                () -> {
                    if (fault instanceof IOException e) {
                        throw e;
                    }
                    throw (RuntimeException) fault;
                });
    }

    private CallOutcome<String> untilCalled(PlatformHttp http) {
        CallOutcome<String> outcome = call(http);
        while (outcome instanceof TryAgain) {
            outcome = call(http);
        }
        return outcome;
    }

    /** Calls of so many conversations. */
    private static void call(PlatformHttp http, int conversations) {
        for (int i = 0; i < conversations; i++) {
            call(http, "conv-" + i);
        }
    }

    private static CallOutcome<String> call(PlatformHttp http) {
        return call(http, "conv-1");
    }

    private static CallOutcome<String> call(PlatformHttp http, String conversation) {
        return http.call(conversation, CALL, AnswerId.under("id"));
    }

    private PlatformHttp http(URI api, Duration pause) {
        var generous = new TenantPace("acme", new Pace(Tenants.UNPACED, () -> 0), metrics);
        var breaker = new ApiBreaker("acme", api, pause, metrics);
        return new PlatformHttp(transport, api, new FixedTokens(), generous, breaker);
    }

    private Answer answer() {
        if (silent) {
            try {
                answerNow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Answer.of(status.get(), "{\"id\":\"id-1\"}");
    }

    private static String detail(CallOutcome<String> outcome) {
        return ((TryAgain<String>) outcome).detail();
    }

    private static Optional<Duration> rest(CallOutcome<String> outcome) {
        return ((TryAgain<String>) outcome).retryAfter();
    }

    private double gauge() {
        return metrics.get("attachrelay.platform.breaker.open").gauge().value();
    }

    private double changes(String state) {
        return metrics.get("attachrelay.platform.breaker.changes")
                .tag("state", state)
                .counter()
                .count();
    }
}
