package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** Records of a partition, what of them is finished in truth, and who holds it now. */
final class WorkedPartition {

    private record Written(long offset, long lane) {}

    private final Random random;
    private final List<Written> records = new ArrayList<>();
    private final Set<Long> finished = new HashSet<>();
    private final Map<Long, Queue<Long>> open = new HashMap<>();
    private OpenOffsets offsets = new OpenOffsets(Optional.of(new CommitPosition(100)));
    private int read;
    private int repeated;
    private int handOversByLane;

    /**
     * Each lane has its own pace: some go on at every turn, and some hardly ever.
     *
     * @param gap between two offsets at the most
     * @param hash of a lane of that number
     */
    WorkedPartition(Random random, int count, int lanes, int gap, LongUnaryOperator hash) {
        this.random = random;
        long offset = 100;
        for (int i = 0; i < count; i++) {
            records.add(new Written(offset, hash.applyAsLong(random.nextInt(lanes))));
            offset += random.nextInt(1, gap + 1);
        }
    }

    /** Takes some more records, unless they would outgrow a commit. */
    void readOn(int most) {
        int to = Math.min(records.size(), read + random.nextInt(most + 1));
        while (read < to && !offsets.mayOutgrowACommit()) {
            take(records.get(read++));
        }
    }

    private void take(Written record) {
        boolean isFinished = finished.contains(record.offset());
        if (offsets.take(record.offset(), record.lane(), 1)) {
            open.computeIfAbsent(record.lane(), _ -> new ArrayDeque<>()).add(record.offset());
            repeated += isFinished ? 1 : 0;
        } else if (!isFinished) {
            fail("%s is lost", record);
        }
    }

    /** Finishes what has come to its end meanwhile, in the order of each lane. */
    void workOn() {
        open.forEach((lane, waiting) -> {
            double pace = 1.0 / (1 + Math.floorMod(lane * 31, 30));
            while (!waiting.isEmpty() && random.nextDouble() < pace) {
                offsets.finish(waiting.element());
                finished.add(waiting.remove());
            }
        });
    }

    /** The next holder begins with what this one has committed. */
    void handOver() {
        var committed = offsets.position().orElseThrow().encode();
        var position = CommitPosition.decode(committed);
        handOversByLane += position.finished() instanceof FinishedLanes ? 1 : 0;
        offsets = new OpenOffsets(Optional.of(position));
        open.clear();
        read = 0;
        while (read < records.size() && records.get(read).offset() < position.offset()) {
            read++;
        }
    }

    /** What the commit tells of all records, told right or, if that is allowed, as open. */
    void assertToldRight(boolean exactly) {
        var committed = offsets.position().orElseThrow().encode();
        assertThat(committed.metadata()).hasSizeLessThan(4_096);
        var position = CommitPosition.decode(committed);
        assertThat(records)
                .filteredOn(record -> {
                    boolean isFinished = finished.contains(record.offset());
                    return isTold(record, position) ? !isFinished : exactly && isFinished;
                })
                .isEmpty();
    }

    private static boolean isTold(Written record, CommitPosition position) {
        return record.offset() < position.offset()
                || position.isFinished(record.offset(), record.lane());
    }

    boolean isWorkedOff() {
        return finished.size() == records.size();
    }

    /** How many records were taken again that were finished. */
    int repeated() {
        return repeated;
    }

    /** How often a commit told by lane was handed over. */
    int handOversByLane() {
        return handOversByLane;
    }
}
