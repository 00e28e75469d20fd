package io.attachrelay.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that this consumer holds now. Used by the polling thread, but for one method. */
final class HeldPartitions implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(HeldPartitions.class);

    /** A commit takes milliseconds, and a second when the broker is busy. */
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(1);

    private final Commits commits;
    private final RecordWork<?> work;
    private final long maxBuffered;
    private final Duration grace;
    private final Duration commitEvery;
    private final Thread.UncaughtExceptionHandler laneFailures;
    private final Map<TopicPartition, PartitionLanes> held = new ConcurrentHashMap<>();

    HeldPartitions(
            Commits commits,
            RecordWork<?> work,
            KeyedConsumerOptions options,
            Thread.UncaughtExceptionHandler laneFailures) {
        this.commits = commits;
        this.work = work;
        this.maxBuffered = options.maxBuffered();
        this.grace = options.grace();
        this.commitEvery = options.commitEvery();
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
        Map<TopicPartition, PartitionLanes> before = Map.copyOf(held);
        var released = release(partitions);
        letCallsEnd(released, before);
        commits.commitNow(before);
    }

    /** Another member has them already: it is too late to wait and to commit. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        release(partitions).values().forEach(lanes -> lanes.assignment().interruptCalls());
    }

    /** Gives all partitions up as {@link #onPartitionsRevoked} does. */
    void releaseAll() {
        onPartitionsRevoked(List.copyOf(held.keySet()));
    }

    private Map<TopicPartition, PartitionLanes> release(Collection<TopicPartition> partitions) {
        Map<TopicPartition, PartitionLanes> released = new HashMap<>(held);
        released.keySet().retainAll(partitions);
        held.keySet().removeAll(partitions);
        released.values().forEach(lanes -> lanes.assignment().end());
        return released;
    }

    /**
     * Interrupts those that don't end within the grace. Nothing is polled meanwhile, so that it
     * commits by itself: a crash then repeats no more than at other times. Not in the last second,
     * so that a broker that is away does not lengthen the grace.
     */
    private void letCallsEnd(
            Map<TopicPartition, PartitionLanes> released,
            Map<TopicPartition, PartitionLanes> toCommit) {
        long deadline = System.nanoTime() + grace.toNanos();
        while (!areAllBack(released.values(), deadline) && deadline - System.nanoTime() > 0) {
            if (deadline - System.nanoTime() > COMMIT_WITHIN.toNanos()) {
                commits.commitNow(toCommit, COMMIT_WITHIN);
            }
        }
        released.values().forEach(lanes -> lanes.assignment().interruptCalls());
    }

    /** Waits for it, until the next commit is due or the deadline has come. */
    private boolean areAllBack(Collection<PartitionLanes> released, long deadline) {
        long now = System.nanoTime();
        long until = now + Math.clamp(deadline - now, 0, commitEvery.toNanos());
        return released.stream().allMatch(lanes -> lanes.assignment().awaitCalls(until));
    }

    /**
     * Puts records into their lanes.
     *
     * @throws IllegalStateException for a record of a partition that is not held: it must not be
     *     skipped
     */
    void take(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
            long first = some.getFirst().offset();
            if (lanes(partition).offsets().isBehind(first) && beginAnew(partition, first)) {
                next.remove(partition);
            } else {
                some.forEach(lanes(partition)::take);
            }
        }
        next.forEach((partition, at) -> lanes(partition).offsets().readUpTo(at.offset()));
    }

    /**
     * The broker gives lower offsets than before: it has lost records, or the topic was made anew.
     * What is known of offsets from there on is of other records then. A record that waits below is
     * still there, so that reading begins at that one.
     *
     * @return whether it does, so that what was read now comes again
     */
    private boolean beginAnew(TopicPartition partition, long offset) {
        LOG.atWarn()
                .setMessage("partition goes back, as its topic was made anew or lost records")
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("offset", offset)
                .log();
        OpenOffsets before = lanes(partition).offsets();
        // What is known of other partitions may be of records that are lost as well.
        letCallsEnd(release(List.of(partition)), Map.of());
        long begin = Math.min(offset, before.lowest());
        var position = Optional.of(new CommitPosition(begin));
        held.put(partition, new PartitionLanes(position, work, laneFailures));
        if (begin < offset) {
            commits.readFrom(partition, begin);
        }
        return begin < offset;
    }

    private PartitionLanes lanes(TopicPartition partition) {
        PartitionLanes lanes = held.get(partition);
        if (lanes == null) {
            throw new IllegalStateException("a record of " + partition + ", which is not held");
        }
        return lanes;
    }

    /** Goes on with what has waited for long enough. For any thread. */
    void wakeUp() {
        held.values().forEach(PartitionLanes::wakeUp);
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
        return held.keySet().stream().filter(p -> isFull(p, share)).collect(Collectors.toSet());
    }

    private boolean isFull(TopicPartition partition, long share) {
        OpenOffsets offsets = lanes(partition).offsets();
        return offsets.bytes() >= share || offsets.mayOutgrowACommit();
    }

    /** The memory of the records that are taken and not finished, in bytes. */
    private long buffered() {
        return held.values().stream().mapToLong(lanes -> lanes.offsets().bytes()).sum();
    }
}
