package io.attachrelay.topic;

import java.util.BitSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which offsets of a partition are taken and not finished. Safe for all threads. */
final class OpenOffsets {

    private static final CommitPosition NOTHING_BEFORE = new CommitPosition(-1, new BitSet());

    private final NavigableMap<Long, Integer> bytesOfOpen = new TreeMap<>();
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
     * @param weight the memory that its record takes until it is finished, in bytes
     */
    synchronized boolean take(long offset, int weight) {
        next = Math.max(next, offset + 1);
        if (isFinishedBefore(offset) || bytesOfOpen.putIfAbsent(offset, weight) != null) {
            return false;
        }
        bytes += weight;
        return true;
    }

    private boolean isFinishedBefore(long offset) {
        long bit = offset - before.offset();
        return bit >= 0 && bit < FinishedBits.REACH && before.finished().get((int) bit);
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
        Integer weight = bytesOfOpen.remove(offset);
        bytes -= weight == null ? 0 : weight;
    }

    /** How many are open. */
    synchronized int size() {
        return bytesOfOpen.size();
    }

    /** The memory that the records of the open ones take, in bytes. */
    synchronized long bytes() {
        return bytes;
    }

    /** How far the newest offset taken is ahead of the lowest open one. */
    synchronized long spread() {
        return bytesOfOpen.isEmpty() ? 0 : next - bytesOfOpen.firstKey();
    }

    /** What may be committed; empty as long as nothing was read. */
    synchronized Optional<CommitPosition> position() {
        if (next < 0) {
            return Optional.empty();
        }
        long lowest = bytesOfOpen.isEmpty() ? next : bytesOfOpen.firstKey();
        BitSet finished = new BitSet();
        finished.set(0, bit(lowest, next));
        bytesOfOpen
                .headMap(lowest + FinishedBits.REACH)
                .keySet()
                .forEach(o -> finished.clear(bit(lowest, o)));
        addFinishedBefore(lowest, finished);
        return Optional.of(new CommitPosition(lowest, finished));
    }

    /** Adds those that an earlier holder has finished and that this one has not come to. */
    private void addFinishedBefore(long lowest, BitSet finished) {
        BitSet all = before.finished();
        int from = all.nextSetBit((int) Math.min(FinishedBits.REACH, next - before.offset()));
        while (from >= 0) {
            int to = all.nextClearBit(from);
            finished.set(bit(lowest, before.offset() + from), bit(lowest, before.offset() + to));
            from = all.nextSetBit(to);
        }
    }

    private static int bit(long lowest, long offset) {
        return (int) Math.min(FinishedBits.REACH, offset - lowest);
    }
}
