package io.attachrelay.platform;

import io.attachrelay.model.Profile;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.PaceSettings;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.WebhookAuth;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Settings of a tenant that calls a server of the test. */
public final class Tenants {

    /** For tests that are not about pace. */
    public static final PaceSettings UNPACED = PaceSettings.of(1_000_000, Optional.empty());

    private Tenants() {}

    /** One whose tokens come from {@code /oauth/token} below its API. */
    public static TenantSettings of(Profile profile, URI api, String clientId, String secret) {
        return new TenantSettings(
                        "acme",
                        profile,
                        api,
                        new OAuthSettings(
                                api.resolve("/oauth/token"), clientId, new Secret(secret)),
                        new WebhookAuth.None(),
                        Optional.empty(),
                        Set.of(),
                        "web")
                .with(UNPACED);
    }
}
