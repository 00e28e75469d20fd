package io.attachrelay.settings;

import io.attachrelay.model.Language;
import io.attachrelay.model.Profile;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One tenant: one account at one platform.
 *
 * @param name letters, digits, dash, underscore; stands in URLs and object keys
 * @param profile the contract with its platform
 * @param apiUrl the platform's API, without a trailing slash
 * @param webhook how its webhooks are authenticated
 * @param serviceToken for {@code POST /media/{tenant}}; empty means that the route does not exist
 *     for this tenant
 * @param mediaHosts exact hosts, with port if it is not the scheme's, that may be fetched from and
 *     get the bearer token
 * @param channel the channel when an event names none, in lower case
 * @param language what its agents are told things in
 * @param answerWithin when a webhook is answered at the latest, above zero
 * @param limits how much its callers may ask for
 * @param pace how fast its platform is called
 * @param onDoubt what becomes of a message whose send was never answered
 */
public record TenantSettings(
        String name,
        Profile profile,
        URI apiUrl,
        OAuthSettings oauth,
        WebhookAuth webhook,
        Optional<Secret> serviceToken,
        Set<String> mediaHosts,
        String channel,
        Language language,
        Duration answerWithin,
        CallerLimits limits,
        PaceSettings pace,
        OnDoubt onDoubt) {

    public TenantSettings {
        Check.that(
                name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}"),
                name,
                Mistakes.quote(name),
                "is no tenant name: letters, digits, dash and underscore, at most 63");
        Check.that(
                answerWithin.isPositive(),
                name + ".answer-within",
                answerWithin,
                "is not above zero");
        mediaHosts = Set.copyOf(mediaHosts);
    }

    /** A tenant that is answered and paced as its profile says, in English, without limits. */
    public TenantSettings(
            String name,
            Profile profile,
            URI apiUrl,
            OAuthSettings oauth,
            WebhookAuth webhook,
            Optional<Secret> serviceToken,
            Set<String> mediaHosts,
            String channel) {
        this(
                name,
                profile,
                apiUrl,
                oauth,
                webhook,
                serviceToken,
                mediaHosts,
                channel,
                Language.ENGLISH,
                profile.answerWithin(),
                CallerLimits.NONE,
                PaceSettings.of(profile),
                OnDoubt.HOLD);
    }

    /** The same with another pace. */
    public TenantSettings with(PaceSettings other) {
        return new TenantSettings(
                name,
                profile,
                apiUrl,
                oauth,
                webhook,
                serviceToken,
                mediaHosts,
                channel,
                language,
                answerWithin,
                limits,
                other,
                onDoubt);
    }
}
