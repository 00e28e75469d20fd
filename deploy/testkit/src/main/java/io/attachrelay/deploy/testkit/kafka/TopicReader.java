package io.attachrelay.deploy.testkit.kafka;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at what stands on topics, and at how far a consumer group has come. */
public final class TopicReader implements AutoCloseable {

    private final String bootstrapServers;
    private final Admin admin;

    public TopicReader(KafkaBroker broker) {
        this(broker.bootstrapServers());
    }

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** All committed records that stand on the topic now, in order within each partition. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) throws InterruptedException {
        var ends = ends(topic);
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        // What stands there now is read; nothing new is waited for.
                        "fetch.max.wait.ms",
                        10);
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            return readUpTo(ends, consumer);
        }
    }

    /** Whether the group has committed all that stands on the topic. */
    public boolean isReadToTheEnd(String group, String topic) throws InterruptedException {
        try {
            var committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            return ends(topic).entrySet().stream()
                    .allMatch(end -> {
                        var offset = committed.get(end.getKey());
                        return end.getValue() == (offset == null ? 0 : offset.offset());
                    });
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private static List<ConsumerRecord<byte[], byte[]>> readUpTo(
            Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    private Map<TopicPartition, Long> ends(String topic) throws InterruptedException {
        try {
            var latest =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                            .flatMap(found -> found.partitions().stream())
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .collect(toMap(p -> p, _ -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, e -> e.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
