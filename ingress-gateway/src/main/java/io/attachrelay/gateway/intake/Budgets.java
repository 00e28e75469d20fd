package io.attachrelay.gateway.intake;

import io.attachrelay.settings.TenantSettings;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds each tenant to its own limits and never to another's. Callers have proved themselves before
 * anything is counted, and duplicates are not counted at all (decision 0013).
 */
final class Budgets {

    private final Map<String, Budget> byTenant;
    private final GatewayMetrics metrics;

    Budgets(Collection<Tenant> tenants, GatewayMetrics metrics, Clock clock) {
        var time = new ForwardTime(clock);
        this.byTenant =
                tenants.stream()
                        .map(Tenant::settings)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        TenantSettings::name, t -> new Budget(t.limits(), time)));
        this.metrics = metrics;
    }

    /** Counts a request of that tenant, or refuses it. */
    Optional<Answer> refusal(Tenant tenant) {
        return of(tenant.name()).take().map(over -> refused(tenant, over));
    }

    private Answer refused(Tenant tenant, Budget.Overdrawn over) {
        metrics.refused(tenant, over.limit());
        return new Answer.Problem(
                ProblemCode.TOO_MANY_REQUESTS,
                over.limit() + " of the tenant is used up",
                Optional.of(over.pause()));
    }

    /** Pays for bytes that came, whether or not they were left. */
    void pay(Tenant tenant, long bytes) {
        of(tenant.name()).pay(bytes);
    }

    /** A fetcher that pays for what comes as it comes, of files that are not stored as well. */
    Fetcher paying(Fetcher fetcher) {
        return request -> fetcher.fetch(request.counted(of(request.key().tenant())::pay));
    }

    private Budget of(String tenant) {
        return Objects.requireNonNull(byTenant.get(tenant), tenant);
    }
}
