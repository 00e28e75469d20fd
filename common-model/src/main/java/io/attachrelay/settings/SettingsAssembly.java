package io.attachrelay.settings;

import io.attachrelay.model.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Builds the records section by section; what a record refuses becomes a mistake. */
final class SettingsAssembly {

    private final GivenSettings given;
    private final Mistakes mistakes;

    SettingsAssembly(GivenSettings given, Mistakes mistakes) {
        this.given = given;
        this.mistakes = mistakes;
    }

    /**
     * The settings; thrown away if there are mistakes, since defaults stand in for what is wrong.
     */
    Settings settings() {
        Path dataDir = given.get(Keys.DATA_DIR);
        return new Settings(
                dataDir,
                given.find(Keys.INSTANCE_ID).orElseGet(HostName::get),
                section("gateway", this::gateway, GatewaySettings.DEFAULT),
                section("kafka", this::kafka, KafkaSettings.DEFAULT),
                section("store", () -> store(dataDir), new StoreSettings.Disk(dataDir)),
                section("fetch", this::fetch, FetchSettings.DEFAULT),
                section("dedup", this::dedup, DedupSettings.DEFAULT),
                section("policy", this::policy, PolicySettings.DEFAULT),
                section("antivirus", this::antivirus, AntivirusSettings.DEFAULT),
                section("routing", this::routing, RoutingSettings.DEFAULT),
                section("notices", this::notices, NoticeSettings.DEFAULT),
                section("links", this::links, LinkSettings.DEFAULT),
                section("platform", this::platform, PlatformSettings.DEFAULT),
                section("sender", this::sender, SenderSettings.DEFAULT),
                section("convert", this::convert, ConversionSettings.DEFAULT),
                tenants());
    }

    private GatewaySettings gateway() {
        return new GatewaySettings(
                given.get(Keys.HOST),
                given.get(Keys.PORT),
                given.find(Keys.ANSWER_WITHIN),
                given.get(Keys.RECEIVE_WITHIN),
                given.get(Keys.MAX_BODY),
                given.get(Keys.MAX_CONNECTIONS),
                given.find(Keys.PUBLIC_URL));
    }

    private KafkaSettings kafka() {
        return new KafkaSettings(
                given.get(Keys.BOOTSTRAP_SERVERS),
                given.get(Keys.EMBEDDED_PORT),
                given.get(Keys.TOPIC_PREFIX),
                given.below(Keys.PROPERTY));
    }

    private StoreSettings store(Path dataDir) {
        return switch (given.get(Keys.STORE_KIND)) {
            case DISK -> disk(dataDir);
            case AZURE -> azure();
        };
    }

    private StoreSettings disk(Path dataDir) {
        List.of(Keys.CONNECTION_STRING, Keys.CONTAINER, Keys.SERVICE_VERSION)
                .forEach(key -> given.refuse(key, "store.kind: disk"));
        return new StoreSettings.Disk(
                given.find(Keys.STORE_PATH).orElseGet(() -> dataDir.resolve("store")));
    }

    private StoreSettings azure() {
        given.refuse(Keys.STORE_PATH, "store.kind: azure");
        return new StoreSettings.Azure(
                given.demand(Keys.CONNECTION_STRING, "store.kind: azure"),
                given.find(Keys.CONTAINER).orElse("media"),
                given.find(Keys.SERVICE_VERSION));
    }

    private FetchSettings fetch() {
        return new FetchSettings(
                given.get(Keys.CONNECT_TIMEOUT),
                given.get(Keys.READ_TIMEOUT),
                given.get(Keys.CALL_TIMEOUT),
                given.get(Keys.MAX_BYTES),
                given.find(Keys.MAX_IN_FLIGHT).orElse(FetchSettings.DEFAULT.maxInFlight()),
                Set.copyOf(given.get(Keys.ALLOW_PRIVATE_HOSTS)));
    }

    private DedupSettings dedup() {
        return new DedupSettings(given.get(Keys.RETENTION));
    }

    private PolicySettings policy() {
        return new PolicySettings(
                given.find(InspectionKeys.POLICY_FILE),
                Set.copyOf(given.get(InspectionKeys.CHECKS_OFF)),
                given.get(InspectionKeys.CHECKS_TIME_LIMIT),
                given.get(InspectionKeys.CHECKS_MEMORY_LIMIT));
    }

    private AntivirusSettings antivirus() {
        return new AntivirusSettings(
                given.find(InspectionKeys.ANTIVIRUS_ADDRESS),
                given.get(InspectionKeys.ANTIVIRUS_CONNECT_TIMEOUT),
                given.get(InspectionKeys.ANTIVIRUS_READ_TIMEOUT),
                given.get(InspectionKeys.ANTIVIRUS_MAX_CONNECTIONS),
                given.get(InspectionKeys.ANTIVIRUS_RETRY_WITHIN));
    }

    private RoutingSettings routing() {
        return new RoutingSettings(
                given.find(RoutingKeys.ROUTING_FILE), given.get(RoutingKeys.ROUTING_RETRY_WITHIN));
    }

    private NoticeSettings notices() {
        return new NoticeSettings(given.find(RoutingKeys.NOTICES_FILE));
    }

    private LinkSettings links() {
        return new LinkSettings(given.get(Keys.LINK_LIFETIME), given.find(Keys.LINK_SECRET));
    }

    private PlatformSettings platform() {
        return new PlatformSettings(given.get(Keys.PLATFORM_READ_TIMEOUT));
    }

    private SenderSettings sender() {
        return new SenderSettings(
                given.get(Keys.VERDICT_WITHIN),
                given.get(Keys.RETRY_WITHIN),
                given.get(Keys.CONVERT_WITHIN),
                given.get(Keys.TURN_WITHIN),
                given.find(Keys.CAPABILITIES));
    }

    private ConversionSettings convert() {
        return new ConversionSettings(
                given.get(ConversionKeys.AT_ONCE),
                given.get(ConversionKeys.TIME_LIMIT),
                given.get(ConversionKeys.MEMORY_LIMIT),
                given.get(ConversionKeys.CONFINED),
                given.get(ConversionKeys.PROGRAM_FOLDERS));
    }

    private Map<String, TenantSettings> tenants() {
        Map<String, TenantSettings> tenants = new TreeMap<>();
        for (String name : given.tenants()) {
            section("tenants", () -> Optional.of(tenant(name)), Optional.<TenantSettings>empty())
                    .ifPresent(tenant -> tenants.put(name, tenant));
        }
        SharedClients.check(tenants.values().stream().filter(this::namesClient).toList(), mistakes);
        return tenants;
    }

    /** What stands in for a missing client is nobody's. */
    private boolean namesClient(TenantSettings tenant) {
        return given.find(TenantKeys.TOKEN_URL.of(tenant.name())).isPresent()
                && given.find(TenantKeys.CLIENT_ID.of(tenant.name())).isPresent();
    }

    private TenantSettings tenant(String name) {
        Profile profile = given.get(TenantKeys.PROFILE.of(name));
        return new TenantSettings(
                name,
                profile,
                given.get(TenantKeys.API_URL.of(name)),
                new OAuthSettings(
                        given.get(TenantKeys.TOKEN_URL.of(name)),
                        given.get(TenantKeys.CLIENT_ID.of(name)),
                        given.get(TenantKeys.CLIENT_SECRET.of(name))),
                section(
                        "tenants." + name + ".webhook",
                        () -> webhook(name),
                        new WebhookAuth.None()),
                given.find(TenantKeys.SERVICE_TOKEN.of(name)),
                Set.copyOf(given.get(TenantKeys.MEDIA_HOSTS.of(name))),
                given.get(TenantKeys.CHANNEL.of(name)),
                given.get(TenantKeys.LANGUAGE.of(name)),
                given.find(TenantKeys.ANSWER_WITHIN.of(name))
                        .or(() -> given.find(Keys.ANSWER_WITHIN))
                        .orElseGet(profile::answerWithin),
                section("tenants." + name + ".limits", () -> limits(name), CallerLimits.NONE),
                section(
                        "tenants." + name + ".pace",
                        () -> pace(name, PaceSettings.of(profile)),
                        PaceSettings.of(profile)),
                given.get(TenantKeys.ON_DOUBT.of(name)));
    }

    private PaceSettings pace(String tenant, PaceSettings usual) {
        PaceSettings spread =
                PaceSettings.of(
                        given.find(TenantKeys.PACE_PER_MINUTE.of(tenant)).orElse(usual.perMinute()),
                        conversation(tenant, usual.conversation()));
        return new PaceSettings(
                spread.perMinute(),
                given.find(TenantKeys.PACE_BURST.of(tenant)).orElse(spread.burst()),
                spread.conversation());
    }

    private Optional<PaceSettings.Conversation> conversation(
            String tenant, Optional<PaceSettings.Conversation> usual) {
        Key<Integer> burst = TenantKeys.PACE_CONVERSATION_BURST.of(tenant);
        Key<Integer> refill = TenantKeys.PACE_CONVERSATION_REFILL.of(tenant);
        Optional<Integer> givenBurst = given.find(burst);
        Optional<Integer> givenRefill = given.find(refill);
        if (givenBurst.isEmpty() && givenRefill.isEmpty()) {
            return usual;
        }
        return Optional.of(
                new PaceSettings.Conversation(
                        givenBurst
                                .or(() -> usual.map(PaceSettings.Conversation::burst))
                                .orElseGet(() -> given.demand(burst, refill.name())),
                        givenRefill
                                .or(() -> usual.map(PaceSettings.Conversation::refillPerMinute))
                                .orElseGet(() -> given.demand(refill, burst.name()))));
    }

    private CallerLimits limits(String tenant) {
        return new CallerLimits(
                given.find(TenantKeys.REQUESTS_PER_MINUTE.of(tenant)),
                given.find(TenantKeys.BYTES_PER_MINUTE.of(tenant)));
    }

    private WebhookAuth webhook(String tenant) {
        Key<Kinds.WebhookKind> auth = TenantKeys.WEBHOOK_AUTH.of(tenant);
        return given.find(auth)
                .map(kind -> webhook(kind, auth.name() + ": " + kind.wireName(), tenant))
                .orElseGet(WebhookAuth.None::new);
    }

    private WebhookAuth webhook(Kinds.WebhookKind kind, String choice, String tenant) {
        Key<List<Secret>> secret = TenantKeys.WEBHOOK_SECRET.of(tenant);
        return switch (kind) {
            case HUB_SIGNATURE -> new WebhookAuth.HubSignature(given.demand(secret, choice));
            case BEARER -> new WebhookAuth.Bearer(given.demand(secret, choice));
            case NONE -> {
                given.refuse(secret, choice);
                yield new WebhookAuth.None();
            }
        };
    }

    private <T> T section(String name, Supplier<T> build, T standIn) {
        try {
            return build.get();
        } catch (IllegalArgumentException e) {
            mistakes.add(name + "." + e.getMessage());
            return standIn;
        }
    }
}
