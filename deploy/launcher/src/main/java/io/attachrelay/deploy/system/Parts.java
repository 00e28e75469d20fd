package io.attachrelay.deploy.system;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.platform.PlatformAdapters;
import io.attachrelay.platform.http.CallLimits;
import io.attachrelay.platform.http.CallManners;
import io.attachrelay.settings.Settings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the services of one process share. Opened once; whoever opened it closes it after the
 * services.
 */
record Parts(
        Settings settings,
        Clock clock,
        KafkaClients clients,
        TopicCatalog topics,
        Publisher publisher,
        ObjectStore store,
        Map<String, PlatformAdapter> platforms,
        PrometheusMeterRegistry metrics) {

    /** What a killed writer left behind; no upload that still runs pauses for a day. */
    private static final Duration ORPHANS_OLDER_THAN = Duration.ofDays(1);

    /**
     * @param closing closes what was opened here
     */
    static Parts open(Settings settings, Closing closing) {
        Clock clock = Clock.systemUTC();
        KafkaClients clients = new KafkaClients(settings.kafka());
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        PlatformAdapters adapters =
                closing.add(new PlatformAdapters(clock, manners(settings), metrics));
        Map<String, PlatformAdapter> platforms = new HashMap<>();
        settings.tenants().forEach((name, tenant) -> platforms.put(name, adapters.open(tenant)));
        return new Parts(
                settings,
                clock,
                clients,
                new TopicCatalog(settings.kafka().topicPrefix()),
                closing.add(new Publisher(clients.producer())),
                closing.add(openStore(settings, clock)),
                Map.copyOf(platforms),
                metrics);
    }

    private static CallManners manners(Settings settings) {
        return CallManners.DEFAULT.with(
                CallLimits.DEFAULT.withRead(settings.platform().readTimeout()));
    }

    private static ObjectStore openStore(Settings settings, Clock clock) {
        ObjectStore store = ObjectStores.open(settings.store(), clock);
        if (store instanceof DiskStore disk) {
            disk.removeOrphans(ORPHANS_OLDER_THAN);
        }
        return store;
    }

    /** A tenant's platform; empty if there is no such tenant. */
    Optional<PlatformAdapter> platform(String tenant) {
        return Optional.ofNullable(platforms.get(tenant));
    }
}
