package io.attachrelay.platform.http;

import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.TenantSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all tenants' calls of one process share: connections, and the pace of each OAuth client. */
public final class PlatformCalls implements AutoCloseable {

    private final Map<OAuthSettings.Client, Pace> paces = new ConcurrentHashMap<>();
    private final HttpTransport transport;
    private final CallManners manners;
    private final Clock clock;
    private final MeterRegistry metrics;

    /**
     * @param clock when tokens expire
     * @param metrics are told which APIs are down and how calls are paced
     */
    public PlatformCalls(CallManners manners, Clock clock, MeterRegistry metrics) {
        this.manners = manners;
        this.clock = clock;
        this.metrics = metrics;
        this.transport = new HttpTransport(manners.limits(), clock);
    }

    /** The tenant's tokens. */
    public OAuthTokens tokens(TenantSettings tenant) {
        return new OAuthTokens(transport, tenant.oauth(), clock);
    }

    /**
     * The tenant's API.
     *
     * @param tokens that it is called with
     */
    public PlatformHttp of(TenantSettings tenant, OAuthTokens tokens) {
        Pace pace =
                paces.computeIfAbsent(
                        tenant.oauth().client(), _ -> new Pace(tenant.pace(), manners.ticker()));
        return new PlatformHttp(
                transport,
                tenant.apiUrl(),
                tokens,
                new TenantPace(tenant.name(), pace, metrics),
                new ApiBreaker(tenant.name(), tenant.apiUrl(), manners.breakerPause(), metrics));
    }

    /** Ends all calls and connections. */
    @Override
    public void close() {
        transport.close();
    }
}
