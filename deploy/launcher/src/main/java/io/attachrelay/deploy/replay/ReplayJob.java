package io.attachrelay.deploy.replay;

import io.attachrelay.model.MessageContext;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Copies the chosen committed records of a topic to its replay topic, each to the same partition,
 * in one transaction a batch together with the offsets reached: a replay that was killed goes on
 * where it stopped when it is run again with the same id. Running consumers are not disturbed: the
 * job joins no group.
 */
public final class ReplayJob {

    /**
     * A broker that starts again is waited for; a dead one no longer than Kafka's clients wait in
     * other commands ({@code default.api.timeout.ms}).
     */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaClients clients;
    private final Topic<?> topic;
    private final ReplayRequest request;
    private final ReplaySelection selection;
    private final TopicCatalog topics;
    private final Clock clock;
    private final Duration patience;
    private final String group;
    private final Map<String, Long> copied = new TreeMap<>();

    /**
     * @param topic one of {@link TopicCatalog#replayable()}
     */
    public ReplayJob(
            KafkaClients clients,
            TopicCatalog topics,
            Topic<?> topic,
            ReplayRequest request,
            Clock clock) {
        this(clients, topics, topic, request, clock, PATIENCE);
    }

    /**
     * @param patience how long a broker that does not answer is waited for, from 4 s
     */
    ReplayJob(
            KafkaClients clients,
            TopicCatalog topics,
            Topic<?> topic,
            ReplayRequest request,
            Clock clock,
            Duration patience) {
        this.clients = clients;
        this.topic = topic;
        this.request = request;
        this.selection = new ReplaySelection(topic, request.tenant(), request.conversation());
        this.topics = topics;
        this.clock = clock;
        this.patience = patience;
        this.group = clients.prefixed("replay-" + request.mark().id());
    }

    /**
     * Counts what {@link #run} would copy; writes nothing.
     *
     * @throws ReplayRefusedException if a topic is missing
     * @throws ReplayBrokenOffException if the broker does not answer
     */
    public ReplayReport dryRun(ReplayProgress progress) {
        try (var admin = new ReplayAdmin(clients);
                var reader = new ReplayReader(clients, group, patience)) {
            requireTopics(admin);
            reader.seek(topic, request, admin.isStampedByBroker(topic));
            goThrough(reader, progress, _ -> {});
        } catch (KafkaException e) {
            throw ReplayBrokenOffException.explained(clients.servers(), e);
        }
        return report(true);
    }

    /**
     * Copies.
     *
     * @return what this run copied; an earlier run of the same id is not counted
     * @throws ReplayRefusedException if a topic is missing
     * @throws ReplayBrokenOffException if the broker does not answer
     */
    public ReplayReport run(ReplayProgress progress) {
        try (var admin = new ReplayAdmin(clients);
                var reader = new ReplayReader(clients, group, patience)) {
            requireTopics(admin);
            copy(admin, reader, progress);
        } catch (KafkaException e) {
            throw ReplayBrokenOffException.explained(clients.servers(), e);
        }
        return report(false);
    }

    private void copy(ReplayAdmin admin, ReplayReader reader, ReplayProgress progress) {
        try (var copier =
                new ReplayCopier(clients, group, topics, topic, request, clock, patience)) {
            reader.seek(topic, request, admin.isStampedByBroker(topic));
            goThrough(
                    reader,
                    progress,
                    batch -> copier.copy(batch, reader.positions(), reader.group()));
            copier.finish(total(), reader.positions(), reader.group());
        }
    }

    private void goThrough(
            ReplayReader reader,
            ReplayProgress progress,
            Consumer<List<ConsumerRecord<byte[], byte[]>>> work) {
        progress.begins(reader.left());
        while (!reader.isDone()) {
            long before = reader.position();
            List<ConsumerRecord<byte[], byte[]>> chosen = chosen(reader.next());
            if (!chosen.isEmpty()) {
                work.accept(chosen);
            }
            progress.passed(reader.position() - before);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> chosen(
            List<ConsumerRecord<byte[], byte[]>> batch) {
        return batch.stream().filter(this::isChosen).toList();
    }

    private boolean isChosen(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return false;
        }
        var message = selection.wanted(record.value());
        message.map(MessageContext::tenant).ifPresent(t -> copied.merge(t, 1L, Long::sum));
        return message.isPresent();
    }

    private void requireTopics(ReplayAdmin admin) {
        Set<String> there = admin.topics();
        Set<String> missing = new TreeSet<>();
        for (Topic<?> needed : List.of(topic, topic.replay(), topics.audit())) {
            if (!there.contains(needed.name())) {
                missing.add(needed.name());
            }
        }
        if (!missing.isEmpty()) {
            throw ReplayRefusedException.missing(missing, clients.servers(), replayable(there));
        }
    }

    /** Those of other installations on the same broker as well: a prefix may be wrong. */
    private List<String> replayable(Set<String> there) {
        int prefix = clients.prefixed("").length();
        return topics.replayable().stream()
                .map(t -> t.name().substring(prefix))
                .flatMap(name -> there.stream().filter(t -> t.endsWith(name)))
                .sorted()
                .toList();
    }

    private long total() {
        return copied.values().stream().mapToLong(Long::longValue).sum();
    }

    private ReplayReport report(boolean dryRun) {
        return new ReplayReport(request.mark().id(), topic.name(), dryRun, Map.copyOf(copied));
    }
}
