package io.attachrelay.settings;

import io.attachrelay.model.Language;
import io.attachrelay.model.Profile;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The settings of one tenant; {@code *} stands for its name. */
final class TenantKeys {

    static final Key<Profile> PROFILE =
            Key.required(
                    "tenants.*.profile",
                    Kinds.PROFILE,
                    "the contract with the platform: " + Kinds.PROFILE.description());
    static final Key<URI> API_URL =
            Key.required(
                    "tenants.*.api-url",
                    Kinds.BASE_URL,
                    "the platform's API; plain http only for loopback and"
                            + " `fetch.allow-private-hosts`");
    static final Key<URI> TOKEN_URL =
            Key.required(
                    "tenants.*.oauth.token-url",
                    Kinds.URL,
                    "where tokens are fetched; plain http as for `api-url`");
    static final Key<String> CLIENT_ID =
            Key.required("tenants.*.oauth.client-id", Kinds.TEXT, "the client's id");
    static final Key<Secret> CLIENT_SECRET =
            Key.required(
                    "tenants.*.oauth.client-secret",
                    Kinds.SECRET,
                    "what the client proves itself with");
    static final Key<Kinds.WebhookKind> WEBHOOK_AUTH =
            Key.required(
                    "tenants.*.webhook.auth",
                    Kinds.WEBHOOK,
                    "how webhooks are authenticated: " + Kinds.WEBHOOK.description());
    static final Key<List<Secret>> WEBHOOK_SECRET =
            Key.optional(
                    "tenants.*.webhook.secret",
                    Kinds.SECRETS,
                    "required unless `auth: none`",
                    "one or, while they are rotated, a list, any of which is taken; 16 characters"
                            + " or more for `hub-signature`. The variable holds one");
    static final Key<Secret> SERVICE_TOKEN =
            Key.optional(
                    "tenants.*.service-token",
                    Kinds.SECRET,
                    "the route answers 404",
                    "the bearer token of services for `POST /media/{tenant}`");
    static final Key<List<String>> MEDIA_HOSTS =
            Key.required(
                    "tenants.*.media-hosts",
                    Kinds.ONE_HOST_OR_MORE,
                    "exact hosts, with port if it stands in the URL, that may be fetched from; the"
                            + " bearer token goes to these only, and along no redirect; one that"
                            + " `fetch.allow-private-hosts` opens needs no port");
    static final Key<String> CHANNEL =
            Key.defaulting(
                    "tenants.*.channel",
                    Kinds.LOWER_CASE,
                    "web",
                    "the channel when an event names none");
    static final Key<Language> LANGUAGE =
            Key.defaulting(
                    "tenants.*.language",
                    Kinds.LANGUAGE,
                    Language.ENGLISH,
                    "what agents and customers are told things in: "
                            + Kinds.LANGUAGE.description());
    static final Key<Duration> ANSWER_WITHIN =
            Key.optional(
                    "tenants.*.answer-within",
                    Kinds.DURATION,
                    "`gateway.answer-within`, else the profile's `8s`",
                    "how long this tenant's webhooks wait for their answer; at least 500 ms less"
                            + " than its platform waits (10 s)");
    static final Key<Integer> REQUESTS_PER_MINUTE =
            Key.optional(
                    "tenants.*.limits.requests-per-minute",
                    Kinds.COUNT,
                    "no limit",
                    "how many webhooks and services' files are taken, a minute's worth at once;"
                            + " what is over it gets 429. A limit that is too low costs messages:"
                            + " Genesys gives up after six tries, and since a 429 is answered at"
                            + " once, that is 25 s after the first");
    static final Key<Long> BYTES_PER_MINUTE =
            Key.optional(
                    "tenants.*.limits.bytes-per-minute",
                    Kinds.SIZE,
                    "no limit",
                    "how many bytes of webhooks, media and services' files are taken; counted as"
                            + " they come, so that a large file is taken and paid for afterwards."
                            + " What is too large or breaks off counts as far as it came, and each"
                            + " time that it comes; what is in the store already doesn't. The same"
                            + " warning");

    static final Key<Integer> PACE_PER_MINUTE =
            Key.optional(
                    "tenants.*.pace.per-minute",
                    Kinds.COUNT,
                    "the vendor's: 300 at Genesys, 6000 at CXone",
                    "the most calls of the tenant's OAuth client in any minute; those of router and"
                            + " sender in one process count together, and other processes count for"
                            + " themselves: give each its share");
    static final Key<Integer> PACE_BURST =
            Key.optional(
                    "tenants.*.pace.burst",
                    Kinds.COUNT,
                    "a twentieth of `per-minute`",
                    "how many of them may be made at once after a pause; the more, the slower the"
                            + " calls behind them");
    static final Key<Integer> PACE_CONVERSATION_BURST =
            Key.optional(
                    "tenants.*.pace.conversation.burst",
                    Kinds.COUNT,
                    "the vendor's: no limit at Genesys, 250 at CXone",
                    "how many calls one conversation may make at once after a pause");
    static final Key<Integer> PACE_CONVERSATION_REFILL =
            Key.optional(
                    "tenants.*.pace.conversation.refill-per-minute",
                    Kinds.COUNT,
                    "the vendor's: no limit at Genesys, 17 at CXone",
                    "how many more each minute brings it; needs `burst` where the vendor has"
                            + " neither");
    static final Key<OnDoubt> ON_DOUBT =
            Key.defaulting(
                    "tenants.*.on-doubt",
                    Kinds.ON_DOUBT,
                    OnDoubt.HOLD,
                    "what becomes of a message whose send was begun and never answered: `hold` ends"
                            + " it as `send-in-doubt`, `resend` sends it again, twice at most, for as"
                            + " long as `sender.retry-within`, so that a customer may get it three"
                            + " times; one that was answered with 2xx is never sent again");

    /** All, in the order of the settings page. */
    static final List<Key<?>> ALL =
            List.of(
                    PROFILE,
                    API_URL,
                    TOKEN_URL,
                    CLIENT_ID,
                    CLIENT_SECRET,
                    WEBHOOK_AUTH,
                    WEBHOOK_SECRET,
                    SERVICE_TOKEN,
                    MEDIA_HOSTS,
                    CHANNEL,
                    LANGUAGE,
                    ANSWER_WITHIN,
                    REQUESTS_PER_MINUTE,
                    BYTES_PER_MINUTE,
                    PACE_PER_MINUTE,
                    PACE_BURST,
                    PACE_CONVERSATION_BURST,
                    PACE_CONVERSATION_REFILL,
                    ON_DOUBT);

    private TenantKeys() {}
}
