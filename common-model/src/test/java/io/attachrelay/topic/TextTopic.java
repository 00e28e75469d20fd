package io.attachrelay.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.attachrelay.settings.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A topic of text on a real broker, with its dead letters; each test has one of its own. */
final class TextTopic implements AutoCloseable {

    /** Any text but {@code unreadable}. */
    static final RecordCodec<String> CODEC =
            new RecordCodec<>() {
                @Override
                public byte[] encode(String value) {
                    return value.getBytes(UTF_8);
                }

                @Override
                public String decode(byte @Nullable [] bytes) {
                    if (bytes == null || new String(bytes, UTF_8).equals("unreadable")) {
                        throw new PoisonRecordException("is not readable");
                    }
                    return new String(bytes, UTF_8);
                }
            };

    private final KafkaClients clients;
    private final Publisher publisher;
    private final Admin admin;
    private final Topic<String> topic;

    TextTopic(KafkaSettings settings, String name, int partitions) {
        clients = new KafkaClients(settings);
        publisher = new Publisher(clients.producer());
        admin = clients.admin();
        topic = new Topic<>(name, partitions, Duration.ofDays(1), false, CODEC);
    }

    /** Makes a new topic with that many partitions. */
    static TextTopic create(String servers, int partitions) {
        return create(KafkaSettings.DEFAULT.at(servers), partitions);
    }

    static TextTopic create(KafkaSettings settings, int partitions) {
        var made = new TextTopic(settings, "text-" + UUID.randomUUID(), partitions);
        made.create(made.topic, made.topic.deadLetters());
        return made;
    }

    void create(Topic<?>... topics) {
        new TopicAdmin(admin).ensure(List.of(topics), 1);
    }

    /** Deletes it with all its records and makes it again. */
    void makeAnew() {
        get(() -> admin.deleteTopics(List.of(topic.name())).all().get());
        create(topic);
    }

    Topic<String> topic() {
        return topic;
    }

    KafkaClients clients() {
        return clients;
    }

    void write(@Nullable String key, String... values) {
        publisher.publishRaw(
                Arrays.stream(values)
                        .map(value ->
                                new ProducerRecord<>(
                                        topic.name(),
                                        key == null ? null : key.getBytes(UTF_8),
                                        value.getBytes(UTF_8)))
                        .toList());
    }

    void write(List<ProducerRecord<byte[], byte[]>> records) {
        publisher.publishRaw(records);
    }

    /** A started consumer; the caller closes it. */
    KeyedConsumer<String> consume(KeyedConsumerOptions options, RecordHandler<String> handler) {
        var letters = new DeadLetters(publisher, Clock.systemUTC(), (_, _) -> List.of());
        var consumer =
                new KeyedConsumer<>(
                        clients, options, List.of(topic), TextTopic::tenant, handler, letters);
        consumer.start();
        return consumer;
    }

    /** What stands before the first slash, if there is one. */
    private static String tenant(String value) {
        return value.substring(0, Math.max(0, value.indexOf('/')));
    }

    /** All dead letters there are, in order within their partition. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(topic.deadLetters());
    }

    /** All records there are, in order within their partition. */
    List<ConsumerRecord<byte[], byte[]>> all() {
        return read(topic);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(Topic<?> source) {
        var partitions = partitions(source);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = clients.consumer("reader", UUID.randomUUID().toString())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** Whether the group has committed every record as finished. */
    boolean isFinishedBy(String group) {
        var committed = committed(group);
        return ends().entrySet().stream()
                .allMatch(end ->
                        Optional.ofNullable(committed.get(end.getKey()))
                                        .map(CommitPosition::offset)
                                        .orElse(0L)
                                >= end.getValue());
    }

    /** Whether the group has committed the record at that offset, of that key, as finished. */
    boolean isFinishedBy(String group, int partition, long offset, String key) {
        var source = new TopicPartition(topic.name(), partition);
        var record =
                new ConsumerRecord<>(
                        source.topic(), partition, offset, key.getBytes(UTF_8), new byte[0]);
        return isFinished(record, committed(group).get(source));
    }

    /** Those of the records that the group's commits do not call finished. */
    List<ConsumerRecord<byte[], byte[]>> unfinishedBy(
            String group, List<ConsumerRecord<byte[], byte[]>> records) {
        var committed = committed(group);
        return records.stream()
                .filter(record ->
                        !isFinished(
                                record,
                                committed.get(
                                        new TopicPartition(record.topic(), record.partition()))))
                .toList();
    }

    private static boolean isFinished(
            ConsumerRecord<byte[], byte[]> record, @Nullable CommitPosition position) {
        return position != null
                && (record.offset() < position.offset()
                        || position.isFinished(record.offset(), LaneKey.of(record).hash()));
    }

    /** How far the group has committed that partition; -1 if it has not. */
    long committed(String group, int partition) {
        var position = committed(group).get(new TopicPartition(topic.name(), partition));
        return position == null ? -1 : position.offset();
    }

    private Map<TopicPartition, CommitPosition> committed(String group) {
        var commits =
                get(() ->
                        admin.listConsumerGroupOffsets(clients.prefixed(group))
                                .partitionsToOffsetAndMetadata()
                                .get());
        return commits.entrySet().stream()
                .filter(commit -> commit.getValue() != null)
                .collect(toMap(Map.Entry::getKey, c -> CommitPosition.decode(c.getValue())));
    }

    /** The end of each partition that has records. */
    private Map<TopicPartition, Long> ends() {
        var latest = partitions(topic).stream().collect(toMap(p -> p, _ -> OffsetSpec.latest()));
        return get(() -> admin.listOffsets(latest).all().get()).entrySet().stream()
                .filter(end -> end.getValue().offset() > 0)
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static Collection<TopicPartition> partitions(Topic<?> topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T get(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        publisher.close();
        admin.close();
    }
}
