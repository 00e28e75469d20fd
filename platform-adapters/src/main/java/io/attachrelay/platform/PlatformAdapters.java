package io.attachrelay.platform;

import io.attachrelay.platform.cxone.CxoneConversationEvents;
import io.attachrelay.platform.genesys.GenesysMediaEvents;
import io.attachrelay.platform.http.CallManners;
import io.attachrelay.platform.http.OAuthTokens;
import io.attachrelay.platform.http.PlatformCalls;
import io.attachrelay.platform.http.PlatformHttp;
import io.attachrelay.settings.TenantSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;

/**
 * Opens the adapter that a tenant's profile names. All adapters share one connection pool, and
 * tenants with the same OAuth client its pace.
 */
public final class PlatformAdapters implements AutoCloseable {

    private final PlatformCalls calls;
    private final Clock clock;

    /** With {@link CallManners#DEFAULT} and without metrics. */
    public PlatformAdapters(Clock clock) {
        this(clock, CallManners.DEFAULT, new CompositeMeterRegistry());
    }

    /** With {@link CallManners#DEFAULT}. */
    public PlatformAdapters(Clock clock, MeterRegistry metrics) {
        this(clock, CallManners.DEFAULT, metrics);
    }

    /**
     * @param clock when tokens expire, and what an event without a time is stamped with
     * @param manners how the platforms' APIs are called
     * @param metrics are told which APIs are down and how calls are paced
     */
    public PlatformAdapters(Clock clock, CallManners manners, MeterRegistry metrics) {
        this.clock = clock;
        this.calls = new PlatformCalls(manners, clock, metrics);
    }

    /**
     * The tenant's ports; to be opened once for each tenant, since its token is kept inside.
     *
     * @return lives until this is closed, and needs no closing itself
     */
    public PlatformAdapter open(TenantSettings tenant) {
        OAuthTokens tokens = calls.tokens(tenant);
        PlatformHttp http = calls.of(tenant, tokens);
        return switch (tenant.profile()) {
            case GENESYS_MEDIA_EVENTS -> GenesysMediaEvents.adapter(http, tokens, clock);
            case CXONE_CONVERSATION_EVENTS -> CxoneConversationEvents.adapter(http, tokens, clock);
        };
    }

    /** Ends all calls; those under way are in doubt or to be tried again. */
    @Override
    public void close() {
        calls.close();
    }
}
