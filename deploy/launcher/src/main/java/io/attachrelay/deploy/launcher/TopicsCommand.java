package io.attachrelay.deploy.launcher;

import io.attachrelay.settings.Settings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.topic.TopicOutcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code topics}: creates what is missing. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Creates the topics that are missing and says where existing ones are set otherwise.",
            "Refuses to go on if one has another number of partitions: that is fixed for life."
        })
final class TopicsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;

    /** What is printed with {@code --json}. */
    record Row(String topic, String outcome) {}

    @Override
    public Integer call() {
        Settings settings = config.load();
        List<Row> rows;
        try (Admin admin = new KafkaClients(settings.kafka()).admin()) {
            TopicCatalog catalog = new TopicCatalog(settings.kafka().topicPrefix());
            rows =
                    new TopicAdmin(admin)
                            .ensure(catalog).stream()
                                    .map(outcome -> new Row(outcome.topic(), words(outcome)))
                                    .toList();
        }
        PrintWriter out = spec.commandLine().getOut();
        json.print(
                out,
                rows,
                () -> rows.forEach(r -> out.printf("%-28s %s%n", r.topic(), r.outcome())));
        return 0;
    }

    private static String words(TopicOutcome outcome) {
        return switch (outcome) {
            case TopicOutcome.Created(_, var partitions, var replicas) ->
                    "created, "
                            + partitions
                            + " partitions, "
                            + replicas
                            + (replicas == 1 ? " copy" : " copies");
            case TopicOutcome.Unchanged _ -> "as it should be";
            case TopicOutcome.Drifted(_, var drifts) ->
                    drifts.stream()
                            .map(d -> d.setting() + " is " + d.found() + ", wanted " + d.wanted())
                            .collect(Collectors.joining("; "));
        };
    }
}
