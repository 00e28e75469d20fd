package io.attachrelay.topic;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which offsets of a partition are taken and not finished. Safe for all threads. */
final class OpenOffsets {

    /** One of them: its lane's hash, and the memory that its record takes in bytes. */
    private record Open(long lane, int weight) {}

    private static final CommitPosition NOTHING_BEFORE = new CommitPosition(-1);

    private final NavigableMap<Long, Open> open = new TreeMap<>();
    private final Map<Long, Integer> openOfLane = new HashMap<>();
    private final CommitPosition before;
    private long next;
    private long bytes;

    /**
     * @param committed what an earlier holder of the partition left
     */
    OpenOffsets(Optional<CommitPosition> committed) {
        before = committed.orElse(NOTHING_BEFORE);
        next = before.offset();
    }

    /**
     * Opens an offset; {@code false} if an earlier holder has finished it.
     *
     * @param lane its {@link LaneKey#hash}
     * @param weight the memory that its record takes until it is finished, in bytes
     */
    synchronized boolean take(long offset, long lane, int weight) {
        boolean isNew =
                !before.isFinished(offset, lane)
                        && open.putIfAbsent(offset, new Open(lane, weight)) == null;
        if (isNew) {
            openOfLane.merge(lane, 1, Integer::sum);
            bytes += weight;
        }
        // Last: should the memory end before, it must not count as finished.
        next = Math.max(next, offset + 1);
        return isNew;
    }

    /** Whether it lies below what was read already. */
    synchronized boolean isBehind(long offset) {
        return offset < next;
    }

    /** Notes that there is nothing more below an offset: markers of transactions take offsets. */
    synchronized void readUpTo(long offset) {
        next = Math.max(next, offset);
    }

    synchronized void finish(long offset) {
        Open finished = open.remove(offset);
        if (finished != null) {
            openOfLane.computeIfPresent(finished.lane(), (_, n) -> n == 1 ? null : n - 1);
            bytes -= finished.weight();
        }
    }

    /** The memory that the records of the open ones take, in bytes. */
    synchronized long bytes() {
        return bytes;
    }

    /** Whether of more records than these a commit may be unable to tell which are finished. */
    synchronized boolean mayOutgrowACommit() {
        return next - lowest() > FinishedBits.ANY && openOfLane.size() > FinishedLanes.MOST;
    }

    /** The lowest open one, or where reading goes on if none is. */
    synchronized long lowest() {
        return open.isEmpty() ? next : open.firstKey();
    }

    /** What may be committed; empty as long as nothing was read. */
    synchronized Optional<CommitPosition> position() {
        return next < 0
                ? Optional.empty()
                : Optional.of(new CommitPosition(lowest(), finishedFrom(lowest())));
    }

    /**
     * As long as not all is read again that an earlier holder told of, the form is its own: of a
     * record that was not read the bits tell no lane, and the lanes no bit. It fits, as less and
     * less is open of that.
     */
    private Finished finishedFrom(long lowest) {
        boolean readAgain = next >= before.end();
        return switch (before.finished()) {
            case FinishedBits earlier when !readAgain -> bits(lowest, earlier.bits());
            case FinishedLanes earlier when !readAgain ->
                    lanes(lowest).followedBy(earlier, before.offset() - lowest);
            case FinishedBits _, FinishedLanes _ -> readFrom(lowest);
        };
    }

    /** By offset where that fits for certain, or where too many lanes are open. */
    private Finished readFrom(long lowest) {
        if (next - lowest > FinishedBits.ANY && FinishedLanes.mayFit(openOfLane.size())) {
            FinishedLanes lanes = lanes(lowest);
            if (lanes.fits()) {
                return lanes;
            }
        }
        return bits(lowest, FinishedBits.NONE.bits());
    }

    private FinishedLanes lanes(long lowest) {
        Map<Long, Long> lowestOpen = new HashMap<>();
        open.forEach((offset, each) -> lowestOpen.putIfAbsent(each.lane(), offset - lowest));
        return new FinishedLanes(next - lowest, lowestOpen);
    }

    private FinishedBits bits(long lowest, BitSet earlier) {
        BitSet finished = new BitSet();
        finished.set(0, bit(lowest, next));
        open.headMap(lowest + FinishedBits.REACH)
                .keySet()
                .forEach(offset -> finished.clear(bit(lowest, offset)));
        addEarlier(earlier, lowest, finished);
        return new FinishedBits(finished);
    }

    /** Adds those that an earlier holder has finished and that this one has not come to. */
    private void addEarlier(BitSet earlier, long lowest, BitSet finished) {
        int from = earlier.nextSetBit((int) Math.min(FinishedBits.REACH, next - before.offset()));
        while (from >= 0) {
            int to = earlier.nextClearBit(from);
            finished.set(bit(lowest, before.offset() + from), bit(lowest, before.offset() + to));
            from = earlier.nextSetBit(to);
        }
    }

    private static int bit(long lowest, long offset) {
        return (int) Math.min(FinishedBits.REACH, offset - lowest);
    }
}
