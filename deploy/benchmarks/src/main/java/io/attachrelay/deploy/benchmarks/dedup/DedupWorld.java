package io.attachrelay.deploy.benchmarks.dedup;

import static java.util.stream.Collectors.toMap;

import io.attachrelay.deploy.benchmarks.world.Folder;
import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * A real broker. It keeps to Kafka's own way of writing, as a cluster with replicas does, so that
 * the disk is not what is measured.
 */
final class DedupWorld implements AutoCloseable {

    private final Closing closing = new Closing();
    private final Path dir;
    private final KafkaBroker broker;
    private final Admin admin;

    /**
     * @param dir takes all that is written
     */
    DedupWorld(Path dir) {
        this.dir = dir;
        this.broker = closing.add(KafkaBroker.builder().dataDir(dir.resolve("kafka")).build());
        try {
            broker.start();
            admin = closing.add(clients().admin());
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    KafkaClients clients() {
        return clients(bootstrapServers(), "");
    }

    /** Clients that may stand still for minutes without being taken for dead. */
    static KafkaClients clients(String bootstrapServers, String prefix) {
        return new KafkaClients(
                new KafkaSettings(
                        bootstrapServers, 0, prefix, Map.of("session.timeout.ms", "1200000")));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Makes AttachRelay's topics with names that begin so. */
    TopicCatalog ensureTopics(String prefix) {
        TopicCatalog topics = new TopicCatalog(prefix);
        new TopicAdmin(admin).ensure(topics);
        return topics;
    }

    void createTopic(String name, int partitions) throws InterruptedException {
        get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(dir.resolve(name));
    }

    void remove(String name) throws IOException {
        Folder.remove(dir.resolve(name));
    }

    /** What the files in a folder take. */
    double megabytes(String name) throws IOException {
        return Folder.bytes(dir.resolve(name)) / (double) (1 << 20);
    }

    /** How many events stand on a topic. */
    long published(String topic) throws InterruptedException {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many of them a group has committed. */
    long committed(String group, String topic) throws InterruptedException {
        return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(e -> e.getKey().topic().equals(topic))
                .filter(e -> e.getValue() != null)
                .mapToLong(e -> e.getValue().offset())
                .sum();
    }

    /** Lets a group that does not run go on behind all that stands there. */
    void skip(String group, String topic) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> ends =
                ends(topic).entrySet().stream()
                        .collect(
                                toMap(Map.Entry::getKey, e -> new OffsetAndMetadata(e.getValue())));
        get(admin.alterConsumerGroupOffsets(group, ends).all());
    }

    /** How many committed records stand on a topic. */
    long count(String topic) {
        try (Consumer<byte[], byte[]> reader = clients().reader("benchmark-count")) {
            List<TopicPartition> all =
                    reader.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            reader.assign(all);
            reader.seekToBeginning(all);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            long count = 0;
            while (ends.entrySet().stream()
                    .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                count += reader.poll(Duration.ofMillis(100)).count();
            }
            return count;
        }
    }

    private Map<TopicPartition, Long> ends(String topic) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                        .flatMap(described -> described.partitions().stream())
                        .collect(
                                toMap(
                                        p -> new TopicPartition(topic, p.partition()),
                                        _ -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the broker and removes the folder. */
    @Override
    public void close() throws IOException {
        closing.close();
        Folder.remove(dir);
    }
}
