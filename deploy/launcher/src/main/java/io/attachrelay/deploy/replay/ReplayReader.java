package io.attachrelay.deploy.replay;

import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads the range of a replay: committed records only, and no group is joined. */
final class ReplayReader implements AutoCloseable {

    private static final Duration AWHILE = Duration.ofMillis(200);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(5);

    private final String servers;
    private final Duration patience;
    private final Consumer<byte[], byte[]> consumer;
    private ReplayRange range = ReplayRange.EMPTY;
    private long silentNanos;

    /**
     * @param patience how long a broker may give nothing
     */
    ReplayReader(KafkaClients clients, String group, Duration patience) {
        this.servers = clients.servers();
        this.patience = patience;
        this.consumer = clients.reader(group);
    }

    /**
     * Goes to the begin of the range, or to where an earlier run of the replay stopped.
     *
     * @param stampedByBroker whether the topic's records carry the broker's time of arrival
     * @param reached what comes next on partitions where an earlier run began
     */
    void seek(
            Topic<?> topic,
            ReplayRequest request,
            boolean stampedByBroker,
            Map<TopicPartition, Long> reached) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic.name()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        range = ReplayRange.of(consumer, partitions, request, stampedByBroker).resumedAt(reached);
        range.first().forEach(consumer::seek);
    }

    /** The offsets that are left, holes by transaction markers included. */
    long left() {
        return range.size();
    }

    /**
     * Positions move over transaction markers as well, so an end that is only markers away is
     * reached.
     */
    boolean isDone() {
        consumer.assignment().stream()
                .filter(p -> consumer.position(p) >= range.end(p))
                .forEach(p -> consumer.pause(List.of(p)));
        return consumer.paused().size() == consumer.assignment().size();
    }

    /**
     * The next records of the range, none if none came in a while.
     *
     * @throws ReplayBrokenOffException if the broker has given nothing for too long
     */
    List<ConsumerRecord<byte[], byte[]>> next() {
        long before = position();
        long began = System.nanoTime();
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(AWHILE);
        boolean silent = batch.isEmpty() && position() == before;
        silentNanos = silent ? silentNanos + System.nanoTime() - began : 0;
        if (silentNanos > patience.toNanos()) {
            throw ReplayBrokenOffException.silent(servers, null);
        }
        return batch.partitions().stream()
                .flatMap(p -> batch.records(p).stream())
                .filter(range::covers)
                .toList();
    }

    /** How far it has come, all partitions together. */
    long position() {
        return positions().values().stream().mapToLong(Long::longValue).sum();
    }

    /** What is to be read next, per partition, at most the end of the range. */
    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment()
                .forEach(p -> positions.put(p, Math.min(consumer.position(p), range.end(p))));
        return positions;
    }

    /** The group that the positions are committed for. */
    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSED_WITHIN));
    }
}
