package io.attachrelay.router;

import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.kafka.TopicReader;
import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.Profile;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.notice.Phrasebook;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.platform.PlatformAdapters;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.PaceSettings;
import io.attachrelay.settings.RoutingSettings;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.WebhookAuth;
import io.attachrelay.topic.BackOff;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.ReplayMark;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A router between a real broker, a disk store and both platforms. */
final class RouterStage implements AutoCloseable {

    /** At that pace nobody waits. */
    private static final PaceSettings UNPACED = PaceSettings.of(1_000_000, Optional.empty());

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final BackOff SHORT =
            new BackOff(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMinutes(1));

    final GenesysSimulator genesys = GenesysSimulator.start();
    final CxoneSimulator cxone = CxoneSimulator.start();
    final TopicCatalog topics = new TopicCatalog("");

    /** Conversations whose attributes no platform takes. */
    final Set<String> stuck = ConcurrentHashMap.newKeySet();

    final DiskStore store;
    private final KafkaBroker broker;
    private final TopicReader reader;
    private final Publisher publisher;
    private final PlatformAdapters adapters = new PlatformAdapters(Clock.systemUTC());
    private final Router router;

    RouterStage(Path dir) throws Exception {
        this(dir, UNPACED);
    }

    RouterStage(Path dir, RoutingAttributes attributes, Phrasebook phrasebook) throws Exception {
        this(dir, UNPACED, attributes, phrasebook);
    }

    RouterStage(Path dir, PaceSettings pace) throws Exception {
        this(dir, pace, RoutingAttributes.standard(), Phrasebook.standard());
    }

    RouterStage(Path dir, RoutingSettings settings) throws Exception {
        this(
                dir,
                Router.options("test", settings),
                UNPACED,
                RoutingAttributes.standard(),
                Phrasebook.standard());
    }

    private RouterStage(
            Path dir, PaceSettings pace, RoutingAttributes attributes, Phrasebook phrasebook)
            throws Exception {
        this(
                dir,
                KeyedConsumerOptions.of(Router.GROUP, "test").with(SHORT),
                pace,
                attributes,
                phrasebook);
    }

    private RouterStage(
            Path dir,
            KeyedConsumerOptions options,
            PaceSettings pace,
            RoutingAttributes attributes,
            Phrasebook phrasebook)
            throws Exception {
        broker = KafkaBroker.builder().dataDir(dir.resolve("broker")).build().start();
        reader = new TopicReader(broker);
        store = new DiskStore(dir.resolve("store"), Clock.systemUTC());
        var settings = new KafkaSettings(broker.bootstrapServers(), 0, "", Map.of());
        var clients = new KafkaClients(settings);
        try (var admin = clients.admin()) {
            new TopicAdmin(admin).ensure(topics);
        }
        publisher = new Publisher(clients.producer());
        var platforms =
                Map.of(
                        "acme", withStuckOnes(adapters.open(tenant("acme", genesys).with(pace))),
                        "globex", adapters.open(tenant("globex", cxone).with(pace)));
        router =
                new Router(
                        clients,
                        options,
                        topics,
                        publisher,
                        store,
                        name -> Optional.ofNullable(platforms.get(name)),
                        attributes,
                        phrasebook::forTenant,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
        router.start();
    }

    /** Publishes as the inspector does: the verdicts beside the objects first. */
    void judge(VerdictEvent event) {
        event.attachments().forEach(a -> settle(event.message().tenant(), a));
        publish(topics.verdict(), event, null);
    }

    void settle(String tenant, JudgedAttachment judged) {
        var key = new ObjectKey(tenant, judged.attachment().mediaId());
        new Verdicts(store).settle(key, judged);
    }

    void replay(VerdictEvent event, ReplayMark mark) {
        publish(topics.verdict().replay(), event, mark);
    }

    private void publish(Topic<VerdictEvent> topic, VerdictEvent event, @Nullable ReplayMark mark) {
        var headers =
                new EventHeaders(
                        event.dedupKey().value(),
                        "io.attachrelay.media.verdict.v1",
                        "/attachrelay/test",
                        null,
                        event.message().occurredAt(),
                        null,
                        null,
                        event.dedupKey(),
                        mark);
        publisher.publish(new Outgoing<>(topic, event.message().conversationId(), event, headers));
    }

    /** Waits until every record is handled to its end. */
    void awaitHandled() {
        for (var topic : List.of(topics.verdict(), topics.verdict().replay())) {
            await().atMost(LIMIT).until(() -> reader.isReadToTheEnd(Router.GROUP, topic.name()));
        }
    }

    List<AuditEntry> audit(MediaId subject) throws Exception {
        return reader.read(topics.audit().name()).stream()
                .map(r -> topics.audit().codec().decode(r.value()))
                .filter(e -> e.subject().equals(subject.value()))
                .toList();
    }

    /** The reasons of the dead letters of a conversation. */
    List<String> deadLetters(String conversationId) throws Exception {
        return reader.read(topics.verdict().deadLetters().name()).stream()
                .filter(r -> new String(r.key()).equals(conversationId))
                .map(r -> EventHeaders.text(r.headers(), "ar_dlq_reason"))
                .toList();
    }

    private PlatformAdapter withStuckOnes(PlatformAdapter real) {
        return new PlatformAdapter(
                real.webhooks(),
                real.tokens(),
                real.uploader(),
                real.sender(),
                (message, attributes) ->
                        stuck.contains(message.conversationId())
                                ? new CallOutcome.TryAgain<>("stuck", Optional.empty())
                                : real.routing().put(message, attributes),
                real.systemMessages());
    }

    private static TenantSettings tenant(String name, PlatformSimulator platform) {
        var client = platform.settings();
        return new TenantSettings(
                name,
                Profile.of(platform.profile()),
                platform.apiUrl(),
                new OAuthSettings(
                        platform.tokenUrl(), client.clientId(), new Secret(client.clientSecret())),
                new WebhookAuth.None(),
                Optional.empty(),
                Set.of(),
                "web");
    }

    @Override
    public void close() {
        router.close();
        adapters.close();
        publisher.close();
        reader.close();
        broker.close();
        genesys.close();
        cxone.close();
    }
}
