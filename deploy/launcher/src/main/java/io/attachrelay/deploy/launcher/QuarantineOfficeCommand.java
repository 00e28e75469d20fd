package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.quarantine.QuarantineDesk;
import io.attachrelay.deploy.quarantine.QuarantineOffice;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.settings.Settings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command about quarantine. Each needs the store for what it does and the broker for the audit
 * trail, also if it only shows something: what can't be audited is not shown.
 */
abstract class QuarantineOfficeCommand implements Callable<Integer> {

    @Spec CommandSpec spec;
    @Mixin JsonOption json;
    @Mixin private ConfigOption config;
    @Mixin private OperatorOption operator;

    /**
     * What is to be done by what was typed.
     *
     * @throws picocli.CommandLine.ParameterException if that can be nothing
     */
    abstract Consumer<QuarantineOffice> task(Settings settings);

    @Override
    public Integer call() {
        Settings settings = config.load();
        Consumer<QuarantineOffice> task = task(settings);
        Clock clock = Clock.systemUTC();
        var clients = new KafkaClients(settings.kafka());
        try (var store = ObjectStores.open(settings.store(), clock);
                var publisher = new Publisher(clients.producer())) {
            var topics = new TopicCatalog(settings.kafka().topicPrefix());
            var desk = new QuarantineDesk(store);
            task.accept(new QuarantineOffice(desk, topics, publisher, operator.get(), clock));
        }
        return 0;
    }
}
