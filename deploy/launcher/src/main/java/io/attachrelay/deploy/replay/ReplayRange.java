package io.attachrelay.deploy.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A range of time, and the offsets between which its records stand, per partition: first inclusive,
 * end exclusive.
 */
record ReplayRange(
        Instant from, Instant to, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {

    static final ReplayRange EMPTY =
            new ReplayRange(Instant.EPOCH, Instant.EPOCH, Map.of(), Map.of());

    /**
     * Looks the range up. Writers' clocks differ, so where they stamp records, some of the range
     * may stand behind others that are later: then it goes to the end of the topic.
     *
     * @param consumer reads committed records only
     * @param stampedByBroker whether records carry the broker's time of arrival
     */
    static ReplayRange of(
            Consumer<?, ?> consumer,
            List<TopicPartition> partitions,
            ReplayRequest request,
            boolean stampedByBroker) {
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
        return new ReplayRange(
                request.from(),
                request.to(),
                at(consumer, partitions, request.from(), last),
                stampedByBroker ? at(consumer, partitions, request.to(), last) : last);
    }

    /** The records that are left, holes by transaction markers included. */
    long size() {
        return first.keySet().stream().mapToLong(p -> end(p) - first.getOrDefault(p, 0L)).sum();
    }

    /** The same, begun where an earlier run of the same replay stopped. */
    ReplayRange resumedAt(Map<TopicPartition, Long> done) {
        Map<TopicPartition, Long> later = new HashMap<>(first);
        done.forEach((p, offset) -> later.merge(p, Math.min(offset, end(p)), Math::max));
        return new ReplayRange(from, to, later, end);
    }

    /** Whether a record is in it, to the millisecond, as Kafka counts time. */
    boolean covers(ConsumerRecord<?, ?> record) {
        return record.offset() < end(new TopicPartition(record.topic(), record.partition()))
                && record.timestamp() >= from.toEpochMilli()
                && record.timestamp() < to.toEpochMilli();
    }

    long end(TopicPartition partition) {
        return end.getOrDefault(partition, 0L);
    }

    /** The first offsets from which on records may have this time or a later one. */
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
