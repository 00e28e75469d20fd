package io.attachrelay.validator;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.kafka.TopicLeaders;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker with all topics, and a look at what stands on them. */
public final class TestKafka implements AutoCloseable {

    private final KafkaBroker broker;
    private final TopicCatalog topics = new TopicCatalog("it.");
    private final Admin admin;

    public TestKafka(Path dir) throws Exception {
        broker = KafkaBroker.builder().dataDir(dir).build().start();
        admin = clients().admin();
        createTopics();
    }

    public KafkaBroker broker() {
        return broker;
    }

    public TopicCatalog topics() {
        return topics;
    }

    public Admin admin() {
        return admin;
    }

    public KafkaClients clients() {
        return clients(broker.bootstrapServers());
    }

    /** Clients for a process that knows only where the broker is. */
    public static KafkaClients clients(String bootstrapServers) {
        return new KafkaClients(new KafkaSettings("", 0, "it.", Map.of()).at(bootstrapServers));
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
        broker.close();
    }

    private Map<TopicPartition, Long> ends(Topic<?> topic) throws Exception {
        var latest =
                IntStream.range(0, topic.partitions())
                        .mapToObj(p -> new TopicPartition(topic.name(), p))
                        .collect(toMap(identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    private void createTopics() throws Exception {
        admin.createTopics(topics.all().stream().map(TestKafka::asNew).toList()).all().get();
        for (Topic<?> topic : topics.all()) {
            TopicLeaders.await(admin, topic.name(), topic.partitions());
        }
    }

    private static NewTopic asNew(Topic<?> topic) {
        String stamp = topic.stampedByBroker() ? "LogAppendTime" : "CreateTime";
        return new NewTopic(topic.name(), topic.partitions(), (short) 1)
                .configs(Map.of("message.timestamp.type", stamp));
    }
}
