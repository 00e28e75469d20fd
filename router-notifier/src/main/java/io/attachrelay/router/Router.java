package io.attachrelay.router;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.media.store.SidecarStore;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.notice.NoticeWords;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.settings.RoutingSettings;
import io.attachrelay.topic.BackOff;
import io.attachrelay.topic.DeadLetters;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.KeyedConsumer;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The service that reads {@code media.verdict.v1} and its replay topic, group {@code router}. */
public final class Router implements AutoCloseable {

    /** The consumer group, without prefix, and the name in the audit trail. */
    public static final String GROUP = "router";

    private final KeyedConsumer<VerdictEvent> consumer;

    /**
     * Closes none of its collaborators.
     *
     * @param options of the group {@link #GROUP}; what fails for longer than its back-off is parked
     *     on the dead-letter topic
     * @param store where verdicts and the marks of notices stand
     * @param platforms the adapter of a tenant; empty if there is no such tenant
     * @param attributes what flow engines are given
     * @param words what a tenant's agents are told
     */
    public Router(
            KafkaClients clients,
            KeyedConsumerOptions options,
            TopicCatalog topics,
            Publisher publisher,
            SidecarStore store,
            Function<String, Optional<PlatformAdapter>> platforms,
            RoutingAttributes attributes,
            Function<String, NoticeWords> words,
            MeterRegistry metrics,
            Clock clock) {
        var audit = new AuditTrail(GROUP, topics, clock);
        var handler =
                new VerdictHandler(
                        platforms,
                        new FlowEngine(new Verdicts(store), attributes),
                        new Notices(new OnceMarks(store, clock), words),
                        new RouterTrail(audit, publisher, metrics));
        this.consumer =
                new KeyedConsumer<>(
                        clients,
                        options,
                        List.of(topics.verdict(), topics.verdict().replay()),
                        event -> event.message().tenant(),
                        handler,
                        new DeadLetters(publisher, clock, audit));
    }

    /**
     * The consumer's options: an event is parked as a dead letter once a platform has failed for
     * the settings' time.
     */
    public static KeyedConsumerOptions options(String instanceId, RoutingSettings settings) {
        // 10 s at most between tries: a platform that is back is noticed soon.
        var backOff =
                new BackOff(Duration.ofMillis(200), Duration.ofSeconds(10), settings.retryWithin());
        return KeyedConsumerOptions.of(GROUP, instanceId).with(backOff);
    }

    /** Begins to read. */
    public void start() {
        consumer.start();
    }

    /** Whether it reads and has not failed. */
    public boolean isRunning() {
        return consumer.isRunning();
    }

    /** Stops reading, lets running calls end, commits what is finished. */
    @Override
    public void close() {
        consumer.close();
    }
}
