package io.attachrelay.platform.http;

import io.attachrelay.breaker.Breaker;
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
 * Spares a tenant's API that is down: after faults in a row that several conversations met no call
 * is made for a while, then one, to see whether it is back. What the API says about a call, even a
 * refusal, shows that it is up. Safe for all threads.
 */
final class ApiBreaker {

    private static final Logger log = LoggerFactory.getLogger(ApiBreaker.class);

    private final Breaker breaker;
    private final String tenant;
    private final String host;
    private final MeterRegistry metrics;

    /**
     * @param pause from opening to the first probe, and between probes
     */
    ApiBreaker(String tenant, URI api, Duration pause, MeterRegistry metrics) {
        this.tenant = tenant;
        this.host = api.getAuthority();
        this.metrics = metrics;
        this.breaker =
                new Breaker(
                        pause,
                        () -> changed("open", "platform API is down"),
                        () -> changed("closed", "platform API is back"));
        Gauge.builder("attachrelay.platform.breaker.open", breaker, b -> b.isClosed() ? 0 : 1)
                .description("1 while the tenant's platform API is spared because it is down")
                .tag("tenant", tenant)
                .register(metrics);
    }

    /** How long no call is to be made; empty if one may be begun. */
    Optional<Duration> rest() {
        return breaker.rest();
    }

    /** Begins a call, which must {@link Call#end}; empty if none is to be made after all. */
    Optional<Call> begin(String conversationId) {
        return breaker.tryAcquire().map(permit -> new Call(permit, conversationId));
    }

    /** A call that was begun. */
    record Call(Breaker.Permit permit, String conversationId) {

        /**
         * It has ended.
         *
         * @param reply {@code null} if it was not made in the end
         */
        void end(@Nullable Reply reply) {
            switch (reply) {
                case Answer answer when answer.status() < 500 -> permit.succeeded();
                case Answer _, NotSent _, Unanswered _ -> permit.failed(conversationId);
                case OurFault _ -> permit.learntNothing();
                case null -> permit.learntNothing();
            }
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
