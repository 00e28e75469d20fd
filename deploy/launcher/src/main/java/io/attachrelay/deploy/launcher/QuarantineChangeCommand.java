package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.quarantine.QuarantineDesk;
import io.attachrelay.deploy.quarantine.QuarantineOffice;
import io.attachrelay.deploy.quarantine.QuarantinedFile;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.settings.Settings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that decide about one file in quarantine. */
abstract class QuarantineChangeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;
    @Mixin private StoredFile file;
    @Mixin private OperatorOption operator;

    /** Takes the decision. */
    abstract QuarantinedFile decide(QuarantineOffice office, ObjectKey key);

    @Override
    public Integer call() {
        ObjectKey key = file.key(spec.commandLine());
        Settings settings = config.load();
        Clock clock = Clock.systemUTC();
        var clients = new KafkaClients(settings.kafka());
        try (var store = ObjectStores.open(settings.store(), clock);
                var publisher = new Publisher(clients.producer())) {
            var topics = new TopicCatalog(settings.kafka().topicPrefix());
            var desk = new QuarantineDesk(store);
            var office = new QuarantineOffice(desk, topics, publisher, operator.get(), clock);
            QuarantinedFile decided = decide(office, key);
            PrintWriter out = spec.commandLine().getOut();
            json.print(out, decided, () -> QuarantineShowCommand.print(out, decided));
        }
        return 0;
    }

    /** {@code quarantine release}. */
    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = {
                "Lets a file out of quarantine.",
                "It is accepted, and so are the same bytes when they appear again in that tenant. Flow",
                "engine and sender go by it at once. May be repeated."
            })
    static final class Release extends QuarantineChangeCommand {
        @Override
        QuarantinedFile decide(QuarantineOffice office, ObjectKey key) {
            return office.release(key);
        }
    }

    /** {@code quarantine delete}. */
    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = {
                "Deletes a file's bytes from quarantine for good.",
                "Its verdict stays, and the same bytes go to quarantine when they appear again. May be",
                "repeated."
            })
    static final class Delete extends QuarantineChangeCommand {
        @Override
        QuarantinedFile decide(QuarantineOffice office, ObjectKey key) {
            return office.delete(key);
        }
    }
}
