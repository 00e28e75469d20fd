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
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A real broker with AttachRelay's topics and one for the pass-through. It keeps to Kafka's own way
 * of writing, as a cluster with replicas does, so that the disk is not what is measured.
 */
final class DedupWorld implements AutoCloseable {

    private final Closing closing = new Closing();
    private final Path dir;
    private final KafkaBroker broker;
    private final Admin admin;
    private final TopicCatalog topics = new TopicCatalog("");

    /**
     * @param dir takes all that is written
     */
    DedupWorld(Path dir) {
        this.dir = dir;
        this.broker = closing.add(KafkaBroker.builder().dataDir(dir.resolve("kafka")).build());
        try {
            broker.start();
            admin = closing.add(clients().admin());
            new TopicAdmin(admin).ensure(topics);
            int partitions = topics.stored().partitions();
            admin.createTopics(List.of(new NewTopic(PassThroughMain.OUTPUT, partitions, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    KafkaClients clients() {
        return new KafkaClients(KafkaSettings.DEFAULT.at(bootstrapServers()));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    TopicCatalog topics() {
        return topics;
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

    /** How many events stand on the topic that is read. */
    long published() throws InterruptedException {
        return sum(ends());
    }

    /** How many of them a group has committed. */
    long committed(String group) throws InterruptedException {
        try {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(e -> e.getKey().topic().equals(topics.stored().name()))
                    .filter(e -> e.getValue() != null)
                    .mapToLong(e -> e.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Lets a group that does not run go on behind all that stands there. */
    void skip(String group) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> ends =
                ends().entrySet().stream()
                        .collect(
                                toMap(Map.Entry::getKey, e -> new OffsetAndMetadata(e.getValue())));
        try {
            admin.alterConsumerGroupOffsets(group, ends).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
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

    private Map<TopicPartition, Long> ends() throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                IntStream.range(0, topics.stored().partitions())
                        .boxed()
                        .collect(
                                toMap(
                                        i -> new TopicPartition(topics.stored().name(), i),
                                        _ -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, e -> e.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Ends the broker and removes the folder. */
    @Override
    public void close() throws IOException {
        closing.close();
        Folder.remove(dir);
    }
}
