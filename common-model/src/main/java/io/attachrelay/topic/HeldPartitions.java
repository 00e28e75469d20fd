package io.attachrelay.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The partitions that this consumer holds now. Used by the polling thread only. */
final class HeldPartitions implements ConsumerRebalanceListener {

    /**
     * How far a partition may run ahead of a record that is stuck: what is finished above it must
     * fit into {@link CommitPosition#REACH}, and one poll adds 500 at most.
     */
    private static final int MOST_AHEAD = 20_000;

    private final Commits commits;
    private final RecordWork<?> work;
    private final long maxBuffered;
    private final Duration grace;
    private final Thread.UncaughtExceptionHandler laneFailures;
    private final Map<TopicPartition, PartitionLanes> held = new HashMap<>();

    HeldPartitions(
            Commits commits,
            RecordWork<?> work,
            KeyedConsumerOptions options,
            Thread.UncaughtExceptionHandler laneFailures) {
        this.commits = commits;
        this.work = work;
        this.maxBuffered = options.maxBuffered();
        this.grace = options.grace();
        this.laneFailures = laneFailures;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        var positions = commits.load(partitions);
        for (TopicPartition partition : partitions) {
            var position = Optional.ofNullable(positions.get(partition));
            held.put(partition, new PartitionLanes(position, work, laneFailures));
        }
    }

    /** Lets running calls come to their end and commits, so that the next holder repeats none. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commits.commitNow(release(partitions, grace));
    }

    /** Another member has them already: it is too late to wait and to commit. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        release(partitions, Duration.ZERO);
    }

    /** Gives all partitions up as {@link #onPartitionsRevoked} does. */
    void releaseAll() {
        onPartitionsRevoked(List.copyOf(held.keySet()));
    }

    private Map<TopicPartition, PartitionLanes> release(
            Collection<TopicPartition> partitions, Duration grace) {
        Map<TopicPartition, PartitionLanes> released = new HashMap<>(held);
        released.keySet().retainAll(partitions);
        held.keySet().removeAll(partitions);
        released.values().forEach(lanes -> lanes.assignment().end());
        long deadline = System.nanoTime() + grace.toNanos();
        released.values().forEach(lanes -> lanes.assignment().awaitCalls(deadline));
        return released;
    }

    /**
     * Puts records into their lanes.
     *
     * @throws IllegalStateException for a record of a partition that is not held: it must not be
     *     skipped
     */
    void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            lanes(new TopicPartition(record.topic(), record.partition())).take(record);
        }
        records.nextOffsets()
                .forEach((partition, next) -> lanes(partition).offsets().readUpTo(next.offset()));
    }

    private PartitionLanes lanes(TopicPartition partition) {
        PartitionLanes lanes = held.get(partition);
        if (lanes == null) {
            throw new IllegalStateException("a record of " + partition + ", which is not held");
        }
        return lanes;
    }

    /** Commits what has changed, without waiting for the answer. */
    void commit() {
        commits.commit(held);
    }

    /**
     * Which partitions shall not be read on for now. When the buffer is full, those that take less
     * than their share of it are read on: what is piled up in one partition holds up no other, and
     * a buffer at twice its size is full for all.
     */
    Set<TopicPartition> toPause() {
        long share = buffered() >= maxBuffered ? maxBuffered / held.size() : Long.MAX_VALUE;
        return held.entrySet().stream()
                .filter(e -> isFull(e.getValue().offsets(), share))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isFull(OpenOffsets offsets, long share) {
        return offsets.bytes() >= share || offsets.spread() > MOST_AHEAD;
    }

    /** The memory of the records that are taken and not finished, in bytes. */
    private long buffered() {
        return held.values().stream().mapToLong(lanes -> lanes.offsets().bytes()).sum();
    }
}
