package io.attachrelay.platform.http;

import io.attachrelay.platform.CallOutcome.NotYet;
import io.attachrelay.platform.http.Reply.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** Its client's pace as one tenant meets it. Safe for all threads. */
final class TenantPace {

    /** What Genesys's own client waits for when a 429 does not say. */
    private static final Duration UNNAMED_PAUSE = Duration.ofSeconds(3);

    private final String tenant;
    private final Pace pace;
    private final MeterRegistry metrics;

    TenantPace(String tenant, Pace pace, MeterRegistry metrics) {
        this.tenant = tenant;
        this.pace = pace;
        this.metrics = metrics;
    }

    /** What a call that comes too early ends in; empty if it may be made. */
    <T> Optional<NotYet<T>> tooEarly(String conversationId) {
        return pace.ask(new Caller(tenant, conversationId)).map(this::counted).map(TenantPace::of);
    }

    /** The call, which may be made, is made now. */
    void take(String conversationId) {
        pace.take(new Caller(tenant, conversationId));
    }

    /** The call is made a second time at once. */
    void callOutOfTurn(String conversationId) {
        pace.callOutOfTurn(new Caller(tenant, conversationId));
    }

    /**
     * Whoever meets a 429, or a 503 that says for how long, keeps the other calls that it holds for
     * from meeting it too.
     */
    void heed(String conversationId, Reply reply) {
        wish(reply).ifPresent(time -> pace.pause(new Caller(tenant, conversationId), time));
    }

    private static Optional<Duration> wish(Reply reply) {
        return switch (reply) {
            case Answer answer when answer.status() == 429 ->
                    Optional.of(answer.retryAfter().orElse(UNNAMED_PAUSE));
            case Answer answer when answer.status() == 503 -> answer.retryAfter();
            default -> Optional.empty();
        };
    }

    private Pace.Wait counted(Pace.Wait wait) {
        metrics.counter("attachrelay.platform.paced", "tenant", tenant, "limit", wait.limit())
                .increment();
        return wait;
    }

    private static <T> NotYet<T> of(Pace.Wait wait) {
        return new NotYet<>("calls of this " + wait.limit() + " are paced", wait.time());
    }
}
