package io.attachrelay.topic;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The records of one key in their order. Guarded by its {@link PartitionLanes}. */
final class Lane {

    private final LaneKey key;
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

    Lane(LaneKey key) {
        this.key = key;
    }

    LaneKey key() {
        return key;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        waiting.add(record);
    }

    /** Takes the first one out; {@code null} if there is none. */
    @Nullable ConsumerRecord<byte[], byte[]> poll() {
        return waiting.poll();
    }

    /** The offset of the last one; -1 if there is none. */
    long lastOffset() {
        ConsumerRecord<byte[], byte[]> last = waiting.peekLast();
        return last == null ? -1 : last.offset();
    }
}
