package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.BearerTokens;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.platform.TokenSource;
import io.attachrelay.platform.WebhookCodec;
import io.attachrelay.platform.WebhookVerifier;
import io.attachrelay.settings.TenantSettings;
import java.io.IOException;

/**
 * A tenant as the gateway knows it.
 *
 * @param verifier tells its platform's webhooks from others
 * @param webhooks reads them
 * @param tokens for its media hosts
 */
public record Tenant(
        TenantSettings settings,
        WebhookVerifier verifier,
        WebhookCodec webhooks,
        BearerTokens tokens) {

    /** The tenant with those settings and that platform. */
    public static Tenant of(TenantSettings settings, PlatformAdapter platform) {
        return new Tenant(
                settings,
                new WebhookVerifier(settings.webhook()),
                platform.webhooks(),
                new PlatformTokens(platform.tokens()));
    }

    /** The name in the settings, in URLs and in object keys. */
    public String name() {
        return settings.name();
    }

    private record PlatformTokens(TokenSource source) implements BearerTokens {

        @Override
        public String token() throws IOException {
            return source.token();
        }

        @Override
        public void refused(String token) {
            source.refused(token);
        }

        @Override
        public void doubted(String token) {
            source.doubted(token);
        }
    }
}
