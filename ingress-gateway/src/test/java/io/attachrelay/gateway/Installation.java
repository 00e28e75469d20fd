package io.attachrelay.gateway;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.gateway.health.KafkaProbe;
import io.attachrelay.gateway.intake.Tenant;
import io.attachrelay.media.fetch.MediaFetcher;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.Language;
import io.attachrelay.model.Profile;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.platform.PlatformAdapters;
import io.attachrelay.settings.CallerLimits;
import io.attachrelay.settings.FetchSettings;
import io.attachrelay.settings.GatewaySettings;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.OnDoubt;
import io.attachrelay.settings.PaceSettings;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.WebhookAuth;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/**
 * A gateway with real parts: broker, disk store, fetcher, and a simulated platform, whose tenant is
 * {@code acme}. The tenant {@code bearer} proves itself by a token and takes no services' files.
 */
final class Installation implements AutoCloseable {

    static final String SERVICE_TOKEN = "service-token";
    static final long MAX_FILE_BYTES = 64 << 10;
    static final long MAX_BODY_BYTES = 1 << 20;
    static final Secret LINK_SECRET = new Secret("a-secret-for-links");

    private static final List<Secret> WEBHOOK_SECRETS = List.of(new Secret("sim-webhook-secret"));
    private static final WebhookAuth HUB = new WebhookAuth.HubSignature(WEBHOOK_SECRETS);
    private static final WebhookAuth BEARER = new WebhookAuth.Bearer(WEBHOOK_SECRETS);

    final SettableClock clock = new SettableClock();
    final CxoneSimulator platform;
    final DiskStore store;
    final TopicCatalog topics = new TopicCatalog(UUID.randomUUID() + ".");
    final TopicReader reader;
    final LinkSigner links = new LinkSigner(LINK_SECRET, clock);

    private final PlatformAdapters adapters = new PlatformAdapters(Clock.systemUTC());
    private final Publisher publisher;
    private final Admin admin;
    private Choice choice;
    private Gateway gateway;

    private Installation(KafkaBroker broker, Path folder, Choice choice) throws IOException {
        this.choice = choice;
        platform = CxoneSimulator.start();
        store = new DiskStore(folder.resolve("store"), Clock.systemUTC());
        var clients = new KafkaClients(KafkaSettings.DEFAULT.at(broker.bootstrapServers()));
        reader = new TopicReader(clients);
        reader.create(List.of(topics.stored(), topics.audit()));
        publisher = new Publisher(clients.producer());
        admin = clients.admin();
        gateway = started();
    }

    static Installation start(KafkaBroker broker, Path folder) throws IOException {
        return start(broker, folder, Choice.DEFAULT);
    }

    static Installation start(KafkaBroker broker, Path folder, Duration answerWithin)
            throws IOException {
        return start(broker, folder, Choice.DEFAULT.answeredWithin(answerWithin));
    }

    static Installation start(KafkaBroker broker, Path folder, Choice choice) throws IOException {
        return new Installation(broker, folder, choice);
    }

    /** What tests choose for the server and {@code acme}; {@code bearer} is left as it is. */
    record Choice(
            Duration answerWithin,
            Duration receiveWithin,
            int maxConnections,
            int room,
            CallerLimits limits) {

        static final Choice DEFAULT =
                new Choice(
                        Profile.CXONE_CONVERSATION_EVENTS.answerWithin(),
                        Duration.ofMinutes(1), // no busy machine shall cut who is not slow
                        GatewaySettings.DEFAULT.maxConnections(),
                        1_000,
                        CallerLimits.NONE);

        Choice answeredWithin(Duration time) {
            return new Choice(time, receiveWithin, maxConnections, room, limits);
        }

        Choice receivedWithin(Duration time) {
            return new Choice(answerWithin, time, maxConnections, room, limits);
        }

        Choice connections(int count) {
            return new Choice(answerWithin, receiveWithin, count, room, limits);
        }

        /** Room for so many files under way. */
        Choice roomFor(int files) {
            return new Choice(answerWithin, receiveWithin, maxConnections, files, limits);
        }

        Choice limited(CallerLimits some) {
            return new Choice(answerWithin, receiveWithin, maxConnections, room, some);
        }
    }

    /** Puts another gateway process in the place of this one: what it remembered is lost. */
    void restart() {
        gateway.close();
        gateway = started();
    }

    /** The same, with another time for an answer. */
    void restart(Duration otherAnswerWithin) {
        choice = choice.answeredWithin(otherAnswerWithin);
        restart();
    }

    Gateway gateway() {
        return gateway;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    MediaItem publish(String name) {
        return platform.publish(name + ".pdf", "application/pdf", ("%PDF-" + name).getBytes());
    }

    WebhookEvent event(MediaItem... media) {
        return platform.mediaEvent(EventIds.random(), List.of(media));
    }

    DeliveryAttempt deliver(WebhookEvent event) {
        return platform.webhook().deliver(event);
    }

    List<StoredEvent> storedEvents() {
        return reader.values(topics.stored());
    }

    List<AuditEntry> auditEntries() {
        return reader.values(topics.audit());
    }

    private Gateway started() {
        var settings =
                new GatewaySettings(
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        choice.receiveWithin(),
                        MAX_BODY_BYTES,
                        choice.maxConnections(),
                        Optional.empty());
        var fetch =
                new FetchSettings(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        MAX_FILE_BYTES,
                        Set.of("127.0.0.1"));
        var share = new FairShare(choice.room() * store.bytesPerPut(), store.bytesPerPut());
        var parts =
                new GatewayParts(
                        Map.of(
                                "acme",
                                tenant("acme", HUB, Optional.of(new Secret(SERVICE_TOKEN)), choice),
                                "bearer",
                                tenant("bearer", BEARER, Optional.empty(), Choice.DEFAULT)),
                        new MediaFetcher(fetch, store, Clock.systemUTC(), "test", share)::fetch,
                        store,
                        share,
                        Optional.of(links),
                        publisher,
                        topics,
                        new KafkaProbe(admin),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        clock);
        var started = new Gateway(settings, fetch, parts, Duration.ofSeconds(10));
        started.start();
        platform.webhook()
                .target(URI.create("http://127.0.0.1:" + started.port() + "/webhooks/acme"));
        return started;
    }

    private Tenant tenant(
            String name, WebhookAuth webhook, Optional<Secret> serviceToken, Choice chosen) {
        var settings =
                new TenantSettings(
                        name,
                        Profile.CXONE_CONVERSATION_EVENTS,
                        platform.apiUrl(),
                        new OAuthSettings(
                                platform.tokenUrl(),
                                platform.settings().clientId(),
                                new Secret(platform.settings().clientSecret())),
                        webhook,
                        serviceToken,
                        Set.of(platform.media().url().getAuthority()),
                        "web",
                        Language.ENGLISH,
                        chosen.answerWithin(),
                        chosen.limits(),
                        PaceSettings.of(Profile.CXONE_CONVERSATION_EVENTS),
                        OnDoubt.HOLD);
        return Tenant.of(settings, adapters.open(settings));
    }

    @Override
    public void close() {
        gateway.close();
        adapters.close();
        publisher.close();
        admin.close();
        store.close();
        platform.close();
    }
}
