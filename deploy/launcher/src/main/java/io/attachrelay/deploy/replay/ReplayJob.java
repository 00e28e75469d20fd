package io.attachrelay.deploy.replay;

import io.attachrelay.model.MessageContext;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Copies the chosen committed records of a topic to its replay topic, each to the same partition,
 * in one transaction a batch together with the offsets reached: a replay that was killed goes on
 * where it stopped when it is run again with the same id. Running consumers are not disturbed: the
 * job joins no group.
 */
public final class ReplayJob {

    private final KafkaClients clients;
    private final Topic<?> topic;
    private final ReplayRequest request;
    private final ReplaySelection selection;
    private final TopicCatalog topics;
    private final Clock clock;
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
        this.clients = clients;
        this.topic = topic;
        this.request = request;
        this.selection = new ReplaySelection(topic, request.tenant(), request.conversation());
        this.topics = topics;
        this.clock = clock;
        this.group = clients.prefixed("replay-" + request.mark().id());
    }

    /** Counts what {@link #run} would copy; writes nothing. */
    public ReplayReport dryRun(ReplayProgress progress) {
        try (var consumer = clients.reader(group)) {
            ReplayRange range = assign(consumer);
            progress.begins(range.size());
            while (!isDone(consumer, range)) {
                long before = position(consumer, range);
                consumer.poll(Duration.ofMillis(200)).forEach(r -> chosen(r, range));
                progress.passed(position(consumer, range) - before);
            }
        }
        return report(true);
    }

    /**
     * Copies.
     *
     * @return what this run copied; an earlier run of the same id is not counted
     */
    public ReplayReport run(ReplayProgress progress) {
        try (var consumer = clients.reader(group);
                var copier = new ReplayCopier(clients, group, topics, topic, request, clock)) {
            ReplayRange range = assign(consumer);
            progress.begins(range.size());
            while (!isDone(consumer, range)) {
                long before = position(consumer, range);
                ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(200));
                copier.begin();
                for (var record : batch) {
                    if (chosen(record, range).isPresent()) {
                        copier.copy(record);
                    }
                }
                copier.commit(positions(consumer, range), consumer.groupMetadata());
                progress.passed(position(consumer, range) - before);
            }
            copier.finish(total());
        }
        return report(false);
    }

    private long total() {
        return copied.values().stream().mapToLong(Long::longValue).sum();
    }

    private ReplayReport report(boolean dryRun) {
        return new ReplayReport(request.mark().id(), topic.name(), dryRun, Map.copyOf(copied));
    }

    private Optional<MessageContext> chosen(
            ConsumerRecord<byte[], byte[]> record, ReplayRange range) {
        if (record.value() == null
                || record.offset()
                        >= range.end(new TopicPartition(record.topic(), record.partition()))) {
            return Optional.empty();
        }
        Optional<MessageContext> message = selection.wanted(record.value());
        message.ifPresent(m -> copied.merge(m.tenant(), 1L, Long::sum));
        return message;
    }

    private ReplayRange assign(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        Map<TopicPartition, Long> done = new HashMap<>();
        consumer.committed(Set.copyOf(partitions))
                .forEach((p, offset) -> {
                    if (offset != null) {
                        done.put(p, offset.offset());
                    }
                });
        ReplayRange range =
                ReplayRange.of(consumer, partitions, request.from(), request.to()).resumedAt(done);
        range.first().forEach(consumer::seek);
        return range;
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }

    /**
     * Positions move over transaction markers as well, so an end that is only markers away is
     * reached.
     */
    private static boolean isDone(Consumer<byte[], byte[]> consumer, ReplayRange range) {
        consumer.assignment().stream()
                .filter(p -> consumer.position(p) >= range.end(p))
                .forEach(p -> consumer.pause(List.of(p)));
        return consumer.paused().size() == consumer.assignment().size();
    }

    private static long position(Consumer<byte[], byte[]> consumer, ReplayRange range) {
        return positions(consumer, range).values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<TopicPartition, Long> positions(
            Consumer<byte[], byte[]> consumer, ReplayRange range) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment()
                .forEach(p -> positions.put(p, Math.min(consumer.position(p), range.end(p))));
        return positions;
    }
}
