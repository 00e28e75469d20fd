package io.attachrelay.validator;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All topics on a real broker, and a look at what stands on them. */
public final class TestKafka implements AutoCloseable {

    private final KafkaBroker broker;
    private final String prefix;
    private final TopicCatalog topics;
    private final Admin admin;

    /**
     * @param broker running, not closed by this
     * @param prefix of the topics, so that tests on one broker do not meet
     */
    public TestKafka(KafkaBroker broker, String prefix) {
        this.broker = broker;
        this.prefix = prefix;
        this.topics = new TopicCatalog(prefix);
        this.admin = clients().admin();
        new TopicAdmin(admin).ensure(topics);
    }

    /** A broker that keeps its data in this folder. */
    public static KafkaBroker startBroker(Path dir) {
        return KafkaBroker.builder().dataDir(dir).build().start();
    }

    public String prefix() {
        return prefix;
    }

    public TopicCatalog topics() {
        return topics;
    }

    public Admin admin() {
        return admin;
    }

    public KafkaClients clients() {
        return clients(broker.bootstrapServers(), prefix);
    }

    /** Clients for a process that knows only where the broker is. */
    public static KafkaClients clients(String bootstrapServers, String prefix) {
        return new KafkaClients(new KafkaSettings(bootstrapServers, 0, prefix, Map.of()));
    }

    /** Whether the group has committed all that stands on the topic. */
    public boolean isReadToTheEnd(String group, Topic<?> topic) throws Exception {
        var committed =
                admin.listConsumerGroupOffsets(clients().prefixed(group))
                        .partitionsToOffsetAndMetadata()
                        .get();
        return ends(topic).entrySet().stream()
                .allMatch(end -> {
                    var offset = committed.get(end.getKey());
                    return end.getValue() == (offset == null ? 0 : offset.offset());
                });
    }

    /** How many records have ever stood on the topic, of all partitions together, open ones too. */
    public long end(Topic<?> topic) throws Exception {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** All committed records that stand on the topic now, by partition and offset. */
    public List<ConsumerRecord<byte[], byte[]>> read(Topic<?> topic) throws Exception {
        Map<String, Object> config = clients().common();
        config.put("isolation.level", "read_committed");
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var ends = ends(topic);
        try (var consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private Map<TopicPartition, Long> ends(Topic<?> topic) throws Exception {
        var latest =
                IntStream.range(0, topic.partitions())
                        .mapToObj(p -> new TopicPartition(topic.name(), p))
                        .collect(toMap(identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }
}
