package io.attachrelay.platform;

import io.attachrelay.platform.cxone.CxoneConversationEvents;
import io.attachrelay.platform.genesys.GenesysMediaEvents;
import io.attachrelay.platform.http.CallLimits;
import io.attachrelay.platform.http.HttpTransport;
import io.attachrelay.platform.http.OAuthTokens;
import io.attachrelay.platform.http.PlatformHttp;
import io.attachrelay.settings.TenantSettings;
import java.time.Clock;

/** Opens the adapter that a tenant's profile names; all adapters share one connection pool. */
public final class PlatformAdapters implements AutoCloseable {

    private final HttpTransport transport;
    private final Clock clock;

    /** With {@link CallLimits#DEFAULT}. */
    public PlatformAdapters(Clock clock) {
        this(clock, CallLimits.DEFAULT);
    }

    /**
     * @param clock when tokens expire, and what an event without a time is stamped with
     * @param limits how long the platforms' APIs are waited for
     */
    public PlatformAdapters(Clock clock, CallLimits limits) {
        this.clock = clock;
        this.transport = new HttpTransport(limits, clock);
    }

    /**
     * The tenant's ports; to be opened once for each tenant, since its token is kept inside.
     *
     * @return lives until this is closed, and needs no closing itself
     */
    public PlatformAdapter open(TenantSettings tenant) {
        OAuthTokens tokens = new OAuthTokens(transport, tenant.oauth(), clock);
        PlatformHttp http = new PlatformHttp(transport, tenant.apiUrl(), tokens);
        return switch (tenant.profile()) {
            case GENESYS_MEDIA_EVENTS -> GenesysMediaEvents.adapter(http, tokens, clock);
            case CXONE_CONVERSATION_EVENTS -> CxoneConversationEvents.adapter(http, tokens, clock);
        };
    }

    /** Ends all calls; those under way are in doubt or to be tried again. */
    @Override
    public void close() {
        transport.close();
    }
}
