package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.share.FairShare;
import io.attachrelay.model.ReasonCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the gateway counts. Labels are bounded: configured tenants and closed lists of outcomes. */
public final class GatewayMetrics {

    private static final String TENANT = "tenant";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;
    // The registry itself would make a name of each tag to find what it has.
    private final Map<String, Webhooks> webhooks = new ConcurrentHashMap<>();

    /**
     * @param registry not closed by this
     */
    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows what of the memory for files is in use, and who waits for it, from now on. */
    public void show(FairShare share, Collection<Tenant> tenants) {
        Gauge.builder("attachrelay.fetch.in.flight", share, FairShare::bytesInUse)
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        for (Tenant tenant : tenants) {
            Gauge.builder("attachrelay.fetch.waiting", share, s -> s.waiting(tenant.name()))
                    .tag(TENANT, tenant.name())
                    .register(registry);
        }
    }

    /** A webhook was answered after that time. */
    void webhook(Tenant tenant, Answer answer, Duration took) {
        webhooks.computeIfAbsent(tenant.name(), Webhooks::new).count(word(answer), took);
    }

    /** A service's file was answered. */
    void serviceFile(Tenant tenant, Answer answer) {
        registry.counter("attachrelay.service.files", TENANT, tenant.name(), OUTCOME, word(answer))
                .increment();
    }

    /** A request was refused because that limit of the tenant's is used up. */
    void refused(Tenant tenant, String limit) {
        registry.counter("attachrelay.limits.refused", TENANT, tenant.name(), "limit", limit)
                .increment();
    }

    /** A fetch ended. */
    void fetched(Tenant tenant, FetchOutcome outcome) {
        String name = tenant.name();
        registry.counter("attachrelay.media.fetched", TENANT, name, OUTCOME, word(outcome))
                .increment();
        if (outcome instanceof FetchOutcome.Stored(var object, boolean downloaded) && downloaded) {
            registry.counter("attachrelay.media.fetched.bytes", TENANT, name)
                    .increment(object.sizeBytes());
        }
        if (outcome instanceof FetchOutcome.Refused(var reason)
                && reason == ReasonCode.URL_NOT_ALLOWED) {
            // Apart from the others, since it may be our own setting that is wrong.
            registry.counter("attachrelay.url.not.allowed", TENANT, name).increment();
        }
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case Answer.Acknowledged a -> a.status().wireName();
            case Answer.Received _ -> "received";
            case Answer.Problem p -> p.code().wireName();
        };
    }

    private static String word(FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Stored(_, boolean downloaded) ->
                    downloaded ? "downloaded" : "present";
            case FetchOutcome.Refused(var reason) -> reason.wireName();
            case FetchOutcome.Gone _ -> "gone";
            case FetchOutcome.TryAgain _ -> "try-again";
        };
    }

    /** The meters of one tenant's webhooks, each made when it first counts. */
    private final class Webhooks {

        private final String tenant;
        private final Timer duration;
        private final Map<String, Counter> byOutcome = new ConcurrentHashMap<>();

        Webhooks(String tenant) {
            this.tenant = tenant;
            this.duration = registry.timer("attachrelay.webhook.duration", TENANT, tenant);
        }

        void count(String outcome, Duration took) {
            byOutcome.computeIfAbsent(outcome, this::counter).increment();
            duration.record(took);
        }

        private Counter counter(String outcome) {
            return registry.counter("attachrelay.webhooks", TENANT, tenant, OUTCOME, outcome);
        }
    }
}
