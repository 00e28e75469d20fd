package io.attachrelay.deploy.system;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.settings.Settings;

/** The broker that {@code up} brings along where the settings name none. */
final class EmbeddedBroker {

    private EmbeddedBroker() {}

    /**
     * The settings with bootstrap servers: as they are, or with those of a broker that is started
     * here.
     */
    static Settings ensure(Settings settings, Closing closing) {
        if (!settings.kafka().bootstrapServers().isBlank()) {
            return settings;
        }
        KafkaBroker broker =
                KafkaBroker.builder()
                        .dataDir(settings.dataDir().resolve("kafka"))
                        .port(settings.kafka().embeddedPort())
                        // It has no replica, so an append counts only once it is on the disk.
                        .flushEachAppend()
                        .build();
        closing.add(broker).start();
        return settings.with(settings.kafka().at(broker.bootstrapServers()));
    }
}
