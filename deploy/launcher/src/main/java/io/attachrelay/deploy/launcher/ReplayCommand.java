package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.replay.ReplayJob;
import io.attachrelay.deploy.replay.ReplayRefusedException;
import io.attachrelay.deploy.replay.ReplayReport;
import io.attachrelay.deploy.replay.ReplayRequest;
import io.attachrelay.settings.Settings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.ReplayMark;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: copies a time range of a topic to its replay topic. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Copies a time range of a topic to its replay topic, so that it is processed again.",
            "Each record passes the deduplicator once per replay id. A killed replay goes on where it stopped",
            "when it is run again with the same --id and range."
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;
    @Mixin private OperatorOption operator;

    @Option(
            names = "--topic",
            defaultValue = "media.stored.v1",
            description = "Default: ${DEFAULT-VALUE}.")
    private String topic;

    @Option(
            names = "--from",
            required = true,
            description = "Begin, inclusive, such as 2026-01-31T08:00:00Z.")
    private String from;

    @Option(
            names = "--to",
            description = "End, exclusive. Default: that of the replay of this --id, else now.")
    private @Nullable String to;

    @Option(names = "--tenant", description = "Only this tenant's records.")
    private @Nullable String tenant;

    @Option(names = "--conversation", description = "Only this conversation's records.")
    private @Nullable String conversation;

    @Option(names = "--id", description = "The replay's id. Default: a new one, printed.")
    private @Nullable String id;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "Records a second at most. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--effects",
            description = "Also repeat what a customer, agent or flow sees. Default: no effects.")
    private boolean effects;

    @Option(names = "--dry-run", description = "Only count what would be copied.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Settings settings = config.load();
        if (tenant != null) {
            TenantOption.settingsOf(tenant, spec.commandLine(), settings);
        }
        TopicCatalog topics = new TopicCatalog(settings.kafka().topicPrefix());
        Topic<?> source = source(topics, settings.kafka().topicPrefix());
        ReplayRequest asked = request();
        KafkaClients clients = new KafkaClients(settings.kafka());
        ReplayRequest request = withEarlierEnd(asked, clients);
        // Ctrl-C and SIGTERM leave no batch open: readers would wait for its end.
        ReplayJob job =
                new Foreground()
                        .closing(
                                new ReplayJob(clients, topics, source, request, Clock.systemUTC()));
        ReplayReport report = carryOut(job, request);
        PrintWriter out = spec.commandLine().getOut();
        json.print(out, report, () -> print(out, report));
        return 0;
    }

    private ReplayReport carryOut(ReplayJob job, ReplayRequest request) {
        var bar = new ReplayProgressBar(!json.isOn());
        var guidance = new ReplayGuidance(spec.commandLine().getErr(), request, bar);
        try (bar) {
            return dryRun ? job.dryRun(bar) : job.run(guidance);
        } catch (ReplayRefusedException e) {
            throw wrong(e.getMessage());
        } catch (RuntimeException e) {
            guidance.brokeOff();
            throw e;
        }
    }

    private Topic<?> source(TopicCatalog topics, String prefix) {
        return topics.replayable().stream()
                .filter(t -> t.name().equals(topic) || t.name().equals(prefix + topic))
                .findFirst()
                .orElseThrow(() ->
                        wrong(
                                "--topic: "
                                        + topic
                                        + " can't be replayed; these can: "
                                        + topics.replayable().stream()
                                                .map(Topic::name)
                                                .collect(Collectors.joining(", "))));
    }

    private ReplayRequest request() {
        ReplayMark mark = new ReplayMark(id == null ? UUID.randomUUID().toString() : id, effects);
        try {
            return new ReplayRequest(
                    mark,
                    time("--from", from),
                    to == null ? Instant.now() : time("--to", to),
                    Optional.ofNullable(tenant),
                    Optional.ofNullable(conversation),
                    operator.get(),
                    rate);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    /** Who goes on with a replay needs not repeat its end. */
    private ReplayRequest withEarlierEnd(ReplayRequest request, KafkaClients clients) {
        if (id == null || to != null) {
            return request;
        }
        return ReplayJob.earlierEnd(clients, request)
                .filter(end -> end.isAfter(request.from()))
                .map(request::until)
                .orElse(request);
    }

    private Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw wrong(option + ": " + text + " is no time such as 2026-01-31T08:00:00Z");
        }
    }

    private ParameterException wrong(@Nullable String complaint) {
        return new ParameterException(spec.commandLine(), complaint);
    }

    private static void print(PrintWriter out, ReplayReport report) {
        out.printf(
                "replay %s: %d records of %s %s%n",
                report.replayId(),
                report.total(),
                report.topic(),
                report.dryRun() ? "would be copied" : "copied");
        report.records().forEach((tenant, count) -> out.printf("  %-20s %d%n", tenant, count));
    }
}
