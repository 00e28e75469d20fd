package io.attachrelay.platform.http;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.event.CircuitBreakerStateChangedEvent;
import io.attachrelay.platform.http.Reply.Answer;
import io.attachrelay.platform.http.Reply.NotSent;
import io.attachrelay.platform.http.Reply.OurFault;
import io.attachrelay.platform.http.Reply.Unanswered;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares a tenant's API that is down: after several faults in a row no call is made for a while,
 * then one, to see whether it is back. What the API says about a call, even a refusal, shows that
 * it is up. Safe for all threads.
 */
final class ApiBreaker {

    private static final Logger log = LoggerFactory.getLogger(ApiBreaker.class);

    /** A single bad call must not shut out its neighbours. */
    private static final int FAILURES = 5;

    private final CircuitBreaker<Reply> breaker;
    private final Duration pause;
    private final String tenant;
    private final String host;
    private final MeterRegistry metrics;

    /**
     * @param pause from opening to the first probe, and between probes
     */
    ApiBreaker(String tenant, URI api, Duration pause, MeterRegistry metrics) {
        this.tenant = tenant;
        this.host = api.getAuthority();
        this.pause = pause;
        this.metrics = metrics;
        this.breaker =
                CircuitBreaker.<Reply>builder()
                        .withFailureThreshold(FAILURES)
                        .withDelay(pause)
                        .withSuccessThreshold(1)
                        .onOpen(this::opened)
                        .onClose(_ -> changed("closed", "platform API is back"))
                        .build();
        Gauge.builder("attachrelay.platform.breaker.open", breaker, b -> b.isClosed() ? 0 : 1)
                .description("1 while the tenant's platform API is spared because it is down")
                .tag("tenant", tenant)
                .register(metrics);
    }

    /** How long no call is to be made; empty if one may be begun. */
    Optional<Duration> rest() {
        if (breaker.isHalfOpen()) {
            return Optional.of(pause); // the one probe is under way
        }
        return Optional.of(breaker.getRemainingDelay()).filter(Duration::isPositive);
    }

    /** Begins a call, which must {@link #end}; {@code false} if none is to be made after all. */
    boolean begin() {
        return breaker.tryAcquirePermit();
    }

    /**
     * A call that was begun has ended.
     *
     * @param reply {@code null} if it was not made in the end
     */
    void end(@Nullable Reply reply) {
        switch (reply) {
            case Answer answer when answer.status() < 500 -> breaker.recordSuccess();
            case Answer _, NotSent _, Unanswered _ -> breaker.recordFailure();
            case OurFault _ -> nothingLearnt();
            case null -> nothingLearnt();
        }
    }

    /** A probe must end all the same, and leaves the breaker open. */
    private void nothingLearnt() {
        if (!breaker.isClosed()) {
            breaker.recordFailure();
        }
    }

    /** Once an outage: a probe that fails opens the breaker again. */
    private void opened(CircuitBreakerStateChangedEvent change) {
        if (change.getPreviousState() == CircuitBreaker.State.CLOSED) {
            changed("open", "platform API is down");
        }
    }

    private void changed(String state, String message) {
        metrics.counter("attachrelay.platform.breaker.changes", "tenant", tenant, "state", state)
                .increment();
        log.atWarn()
                .setMessage(message)
                .addKeyValue("tenant", tenant)
                .addKeyValue("host", host)
                .log();
    }
}
