package io.attachrelay.deploy.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The offsets that a range of time covers, per partition: first inclusive, end exclusive. */
record ReplayRange(Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {

    static final ReplayRange EMPTY = new ReplayRange(Map.of(), Map.of());

    /** Looks the range up; {@code consumer} must read committed records only. */
    static ReplayRange of(
            Consumer<?, ?> consumer, List<TopicPartition> partitions, Instant from, Instant to) {
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
        return new ReplayRange(
                at(consumer, partitions, from, last), at(consumer, partitions, to, last));
    }

    /** The records that are left, holes by transaction markers included. */
    long size() {
        return first.keySet().stream().mapToLong(p -> end(p) - first.getOrDefault(p, 0L)).sum();
    }

    /** The same, begun where an earlier run of the same replay stopped. */
    ReplayRange resumedAt(Map<TopicPartition, Long> done) {
        Map<TopicPartition, Long> later = new HashMap<>(first);
        done.forEach((p, offset) -> later.merge(p, Math.min(offset, end(p)), Math::max));
        return new ReplayRange(later, end);
    }

    boolean covers(ConsumerRecord<?, ?> record) {
        return record.offset() < end(new TopicPartition(record.topic(), record.partition()));
    }

    long end(TopicPartition partition) {
        return end.getOrDefault(partition, 0L);
    }

    private static Map<TopicPartition, Long> at(
            Consumer<?, ?> consumer,
            List<TopicPartition> partitions,
            Instant time,
            Map<TopicPartition, Long> last) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(p -> wanted.put(p, time.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>(last);
        consumer.offsetsForTimes(wanted)
                .forEach((p, found) -> {
                    if (found != null) {
                        offsets.put(p, found.offset());
                    }
                });
        return offsets;
    }
}
