package io.attachrelay.topic;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The records of one key in their order. Guarded by its {@link PartitionLanes}. */
final class Lane {

    private final LaneKey key;
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private @Nullable Attempts interrupted;
    private long givenUpTo = -1;

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

    /** Leaves its first record for now, which {@link #resume} begins with. */
    void interrupt(Attempts attempts) {
        interrupted = attempts;
    }

    /** What was left, to be gone on with; {@code null} if nothing was. */
    @Nullable Attempts resume() {
        Attempts resumed = interrupted;
        interrupted = null;
        return resumed;
    }

    /** All that waits now goes the way of the record that was given up. */
    void giveUp() {
        var last = waiting.peekLast();
        givenUpTo = last == null ? -1 : last.offset();
    }

    /** Whether it waited behind one that was given up. */
    boolean isGivenUp(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() <= givenUpTo;
    }
}
