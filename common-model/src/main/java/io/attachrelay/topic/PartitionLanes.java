package io.attachrelay.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The lanes of one partition that are busy, each with a virtual thread of its own. */
final class PartitionLanes {

    /** What a record takes beside its bytes: its objects, its offset, its share of a lane. */
    private static final int OVERHEAD = 1024;

    private final Assignment assignment;
    private final RecordWork<?> work;
    private final Thread.Builder threads;
    private final Map<LaneKey, Lane> lanes = new HashMap<>();

    /**
     * @param failures is told what a lane died of, which only a fault in this package can cause
     */
    PartitionLanes(
            Optional<CommitPosition> committed,
            RecordWork<?> work,
            Thread.UncaughtExceptionHandler failures) {
        this.assignment = new Assignment(committed);
        this.work = work;
        this.threads = Thread.ofVirtual().name("lane").uncaughtExceptionHandler(failures);
    }

    Assignment assignment() {
        return assignment;
    }

    OpenOffsets offsets() {
        return assignment.offsets();
    }

    /** Puts a record at the end of its lane, unless an earlier holder has finished it. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (assignment.offsets().take(record.offset(), weight(record))) {
            enqueue(record);
        }
    }

    private static int weight(ConsumerRecord<byte[], byte[]> record) {
        int weight = OVERHEAD + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            weight += header.key().length() + length(header.value());
        }
        return weight;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private synchronized void enqueue(ConsumerRecord<byte[], byte[]> record) {
        LaneKey key = LaneKey.of(record);
        Lane busy = lanes.get(key);
        if (busy != null) {
            busy.add(record);
            return;
        }
        Lane lane = new Lane(key);
        lane.add(record);
        lanes.put(key, lane);
        threads.start(() -> drain(lane));
    }

    private void drain(Lane lane) {
        long parkedUpTo = -1;
        for (var record = next(lane); record != null; record = next(lane)) {
            RecordWork.Ending ending =
                    record.offset() <= parkedUpTo
                            ? work.follow(record, assignment)
                            : work.run(record, assignment);
            switch (ending) {
                case FINISHED -> {}
                case GIVEN_UP -> parkedUpTo = lastOffset(lane);
                case ABANDONED -> {
                    return;
                }
            }
        }
    }

    private synchronized @Nullable ConsumerRecord<byte[], byte[]> next(Lane lane) {
        var record = lane.poll();
        if (record == null) {
            lanes.remove(lane.key());
        }
        return record;
    }

    private synchronized long lastOffset(Lane lane) {
        return lane.lastOffset();
    }
}
