package io.attachrelay.sender;

import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.kafka.TopicReader;
import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.media.link.TemporaryLinks;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.Language;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Profile;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.notice.Phrasebook;
import io.attachrelay.platform.Announcement;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageSender;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.platform.PlatformAdapters;
import io.attachrelay.platform.http.CallLimits;
import io.attachrelay.platform.http.CallManners;
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.Converters;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.OnDoubt;
import io.attachrelay.settings.PaceSettings;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.SenderSettings;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.WebhookAuth;
import io.attachrelay.topic.BackOff;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A sender between a real broker, a disk store and both platforms. */
final class SenderStage implements AutoCloseable {

    static final String INSTANCE = "test";

    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** A tenant that is spoken to in German. */
    static final String GERMAN = "initech";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final BackOff SHORT =
            new BackOff(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofHours(2));

    final GenesysSimulator genesys = GenesysSimulator.start();
    final CxoneSimulator cxone = CxoneSimulator.start();
    final MovableClock clock = new MovableClock();

    /** No later than when the sender began. */
    final Instant startedAt = clock.instant();

    final StoreSwitch storeSwitch = new StoreSwitch();
    final DiskStore store;
    final StoredFiles files;

    /** Conversations that no platform takes a message for. */
    final Set<String> stuck = ConcurrentHashMap.newKeySet();

    /** Happens after each upload, before the sender knows of its answer. */
    volatile Runnable whenUploaded = () -> {};

    private final TopicCatalog topics = new TopicCatalog("");
    private final KafkaBroker broker;
    private final KafkaClients clients;
    private final TopicReader reader;
    private final Publisher publisher;
    private final PlatformAdapters adapters =
            new PlatformAdapters(
                    Clock.systemUTC(),
                    new CallManners(CallLimits.DEFAULT, Duration.ofMillis(50), System::nanoTime),
                    new SimpleMeterRegistry());
    private final OutboundSender sender;

    /** One that converts nothing and makes no links. */
    SenderStage(Path dir, PaceSettings pace, OnDoubt onDoubt) throws Exception {
        this(dir, pace, onDoubt, ChannelMatrix.standard(), List.of(), Optional.empty());
    }

    /** One that brings files into other forms. */
    SenderStage(
            Path dir,
            PaceSettings pace,
            OnDoubt onDoubt,
            ChannelMatrix channels,
            List<Converter> converters,
            Optional<TemporaryLinks> links)
            throws Exception {
        broker = KafkaBroker.builder().dataDir(dir.resolve("broker")).build().start();
        reader = new TopicReader(broker);
        store = new DiskStore(dir.resolve("store"), clock);
        files = new StoredFiles(store);
        clients = new KafkaClients(new KafkaSettings(broker.bootstrapServers(), 0, "", Map.of()));
        try (var admin = clients.admin()) {
            new TopicAdmin(admin).ensure(topics);
        }
        publisher = new Publisher(clients.producer());
        var tenants =
                Map.of(
                        "acme",
                        tenant("acme", genesys, "web", pace, onDoubt),
                        "globex",
                        tenant("globex", cxone, "whatsapp", pace, onDoubt),
                        GERMAN,
                        tenant(GERMAN, cxone, "whatsapp", pace, onDoubt));
        sender =
                new OutboundSender(
                        clients,
                        OutboundSender.options(INSTANCE, SenderSettings.DEFAULT).with(SHORT),
                        topics,
                        publisher,
                        storeSwitch.behind(store),
                        name -> Optional.ofNullable(tenants.get(name)),
                        SenderSettings.DEFAULT,
                        new OutboundSender.Forms(
                                channels,
                                new Converters(converters),
                                links,
                                dir.resolve("conversions"),
                                2),
                        new SimpleMeterRegistry(),
                        clock);
        sender.start();
    }

    /** Publishes a command and waits until it is handled to its end. */
    OutboundResult finish(OutboundCommand command) throws Exception {
        command(command);
        awaitHandled();
        return results(command.commandId()).getLast();
    }

    /** Publishes a command. */
    void command(OutboundCommand command) {
        var headers =
                new EventHeaders(
                        command.commandId(),
                        "io.attachrelay.outbound.command.v1",
                        "/somebody",
                        null,
                        clock.instant(),
                        null,
                        TRACE,
                        null,
                        null);
        publisher.publish(
                new Outgoing<>(topics.command(), command.conversationId(), command, headers));
    }

    /** Publishes what may be no command at all, as it would come at that time. */
    void raw(String conversationId, byte[] value, Instant time) throws Exception {
        var record =
                new ProducerRecord<>(
                        topics.command().name(),
                        null,
                        time.toEpochMilli(),
                        utf8(conversationId),
                        value);
        try (var producer = clients.producer()) {
            producer.send(record).get();
        }
    }

    void awaitUpload() {
        await().atMost(LIMIT).until(() -> !genesys.received().uploads().isEmpty());
    }

    void awaitHandled() {
        await().atMost(LIMIT)
                .until(() -> reader.isReadToTheEnd(OutboundSender.GROUP, topics.command().name()));
    }

    /** A command's results, each publication of it. */
    List<OutboundResult> results(String commandId) throws Exception {
        return resultRecords(commandId).stream()
                .map(r -> topics.result().codec().decode(r.value()))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> resultRecords(String commandId) throws Exception {
        return reader.read(topics.result().name()).stream()
                .filter(r -> commandId.equals(EventHeaders.text(r.headers(), "ce_subject")))
                .toList();
    }

    /** What was published as stored, the headers' claim check beside each. */
    List<Stored> stored() throws Exception {
        return reader.read(topics.stored().name()).stream()
                .map(r ->
                        new Stored(
                                topics.stored().codec().decode(r.value()),
                                String.valueOf(EventHeaders.text(r.headers(), "ce_dataref")),
                                EventHeaders.text(r.headers(), EventHeaders.TRACEPARENT)))
                .toList();
    }

    record Stored(StoredEvent event, String claimCheck, @Nullable String trace) {}

    List<AuditEntry> audit(String commandId) throws Exception {
        return reader.read(topics.audit().name()).stream()
                .map(r -> topics.audit().codec().decode(r.value()))
                .filter(e -> e.subject().equals(commandId))
                .toList();
    }

    /** The reasons of the dead letters of a conversation. */
    List<@Nullable String> deadLetters(String conversationId) throws Exception {
        return reader.read(topics.command().deadLetters().name()).stream()
                .filter(r -> conversationId.equals(new String(r.key(), StandardCharsets.UTF_8)))
                .map(r -> EventHeaders.text(r.headers(), "ar_dlq_reason"))
                .toList();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private OutboundSender.Tenant tenant(
            String name,
            PlatformSimulator platform,
            String channel,
            PaceSettings pace,
            OnDoubt onDoubt) {
        var client = platform.settings();
        var settings =
                new TenantSettings(
                        name,
                        Profile.of(platform.profile()),
                        platform.apiUrl(),
                        new OAuthSettings(
                                platform.tokenUrl(),
                                client.clientId(),
                                new Secret(client.clientSecret())),
                        new WebhookAuth.None(),
                        Optional.empty(),
                        Set.of(),
                        channel);
        var adapter = adapters.open(settings.with(pace));
        return new OutboundSender.Tenant(
                settings.profile(),
                withStuckOnes(adapter),
                channel,
                onDoubt,
                Phrasebook.standard(name.equals(GERMAN) ? Language.GERMAN : Language.ENGLISH)
                        .forTenant(name));
    }

    private PlatformAdapter withStuckOnes(PlatformAdapter real) {
        var sender =
                new MessageSender() {
                    @Override
                    public <E extends Exception> CallOutcome<String> send(
                            Message message, Announcement<E> announcement) throws E {
                        return stuck.contains(message.conversationId())
                                ? new CallOutcome.TryAgain<>("stuck", Optional.empty())
                                : real.sender().send(message, announcement);
                    }

                    @Override
                    public Duration longestSend() {
                        return real.sender().longestSend();
                    }

                    @Override
                    public @Nullable String missing(@Nullable String to, @Nullable String from) {
                        return real.sender().missing(to, from);
                    }
                };
        return new PlatformAdapter(
                real.webhooks(),
                real.tokens(),
                upload -> {
                    var outcome = real.uploader().upload(upload);
                    whenUploaded.run();
                    return outcome;
                },
                sender,
                real.routing(),
                real.systemMessages());
    }

    void killBroker() {
        broker.kill();
    }

    void startBroker() {
        broker.start();
    }

    /** Asks the sender to end, and returns when it has heard that, in the midst of its calls. */
    void beginToEnd() {
        Thread ending = Thread.ofPlatform().start(sender::close);
        await().until(() -> ending.getState() == Thread.State.WAITING);
    }

    @Override
    public void close() {
        sender.close();
        adapters.close();
        publisher.close();
        reader.close();
        broker.close();
        genesys.close();
        cxone.close();
    }
}
