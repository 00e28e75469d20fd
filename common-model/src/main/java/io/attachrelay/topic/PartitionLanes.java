package io.attachrelay.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one partition that are busy. A lane has a thread while its first record is worked
 * on, and none while that waits for its turn or for long.
 */
final class PartitionLanes {

    /**
     * Waits below this are slept through. A thread that sleeps takes 4 KB (measured: 40,000 of
     * them, the heap after a collection), and what wakes the others is a tenth of this late at
     * most.
     */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /**
     * What a record takes beside its bytes: its objects, its offset, its share of a lane. Measured,
     * where each of 40,000 is the only one of its lane: 0.9 KB; its lane's hash, counted by its
     * objects, takes 70 bytes more.
     */
    private static final int OVERHEAD = 1024;

    private final Assignment assignment;
    private final RecordWork<?> work;
    private final Thread.Builder threads;
    private final Map<LaneKey, Lane> lanes = new HashMap<>();
    private final RestingLanes resting = new RestingLanes();

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
        LaneKey key = LaneKey.of(record);
        if (assignment.offsets().take(record.offset(), key.hash(), weight(record))) {
            enqueue(key, record);
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

    private void enqueue(LaneKey key, ConsumerRecord<byte[], byte[]> record) {
        Lane lane = add(key, record);
        if (lane != null) {
            goOn(lane);
        }
    }

    /** The lane that it has begun; {@code null} if it waits behind others. */
    private synchronized @Nullable Lane add(LaneKey key, ConsumerRecord<byte[], byte[]> record) {
        Lane busy = lanes.get(key);
        Lane lane = busy == null ? new Lane(key) : busy;
        lane.add(record);
        lanes.put(key, lane);
        return busy == null ? lane : null;
    }

    private void goOn(Lane lane) {
        Attempts attempts = next(lane);
        if (attempts == null) {
            return;
        }
        if (lane.isGivenUp(attempts.record())) {
            threads.start(() -> goOn(lane, attempts, work.follow(attempts)));
        } else {
            work.submit(attempts, threads, outcome -> goOn(lane, attempts, outcome));
        }
    }

    private void goOn(Lane lane, Attempts attempts, RecordWork.Outcome outcome) {
        switch (outcome) {
            case RecordWork.Finished _ -> goOn(lane);
            case RecordWork.GivenUp _ -> {
                giveUp(lane);
                goOn(lane);
            }
            case RecordWork.Abandoned _ -> {}
            case RecordWork.Waiting(var delay) -> goOnAfter(delay, lane, attempts);
        }
    }

    private void goOnAfter(Duration delay, Lane lane, Attempts attempts) {
        if (delay.compareTo(SHORT) < 0) {
            assignment.sleep(delay);
            interrupt(lane, attempts);
            goOn(lane);
        } else {
            interrupt(lane, attempts);
            resting.add(lane, delay);
        }
    }

    private synchronized @Nullable Attempts next(Lane lane) {
        var resumed = lane.resume();
        if (resumed != null) {
            return resumed;
        }
        var record = lane.poll();
        if (record == null) {
            lanes.remove(lane.key());
            return null;
        }
        return work.attempts(record, assignment);
    }

    private synchronized void giveUp(Lane lane) {
        lane.giveUp();
    }

    private synchronized void interrupt(Lane lane, Attempts attempts) {
        lane.interrupt(attempts);
    }

    /** Goes on with the lanes whose wait is over. */
    void wakeUp() {
        resting.takeRested().forEach(this::goOn);
    }
}
