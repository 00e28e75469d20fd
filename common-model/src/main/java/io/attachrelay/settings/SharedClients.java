package io.attachrelay.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Tenants that share an OAuth client share its calls a minute: they can't count differently. */
final class SharedClients {

    private SharedClients() {}

    /** A mistake for each tenant whose pace differs from that of an earlier one. */
    static void check(Collection<TenantSettings> tenants, Mistakes mistakes) {
        Map<OAuthSettings.Client, TenantSettings> first = new HashMap<>();
        for (TenantSettings tenant : tenants) {
            TenantSettings other = first.putIfAbsent(tenant.oauth().client(), tenant);
            if (other != null && !other.pace().equals(tenant.pace())) {
                mistakes.add(
                        "tenants." + tenant.name() + ".pace",
                        "differs from tenants."
                                + other.name()
                                + ".pace, though both use the OAuth client "
                                + Mistakes.quote(tenant.oauth().clientId())
                                + "; give both the same pace, or each a client of its own");
            }
        }
    }
}
