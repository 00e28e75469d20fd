package io.attachrelay.topic;

import java.util.BitSet;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which offsets of a partition are taken and not finished. Safe for all threads. */
final class OpenOffsets {

    private final NavigableMap<Long, Integer> bytesOfOpen = new TreeMap<>();
    private final NavigableSet<Long> finishedBefore = new TreeSet<>();
    private long next = -1;
    private long bytes;

    /**
     * @param committed what an earlier holder of the partition left
     */
    OpenOffsets(Optional<CommitPosition> committed) {
        committed.ifPresent(this::resume);
    }

    private void resume(CommitPosition committed) {
        next = committed.offset();
        committed.finished().stream().forEach(bit -> finishedBefore.add(next + bit));
    }

    /**
     * Opens an offset; {@code false} if an earlier holder has finished it.
     *
     * @param weight the memory that its record takes until it is finished, in bytes
     */
    synchronized boolean take(long offset, int weight) {
        next = Math.max(next, offset + 1);
        if (finishedBefore.remove(offset) || bytesOfOpen.putIfAbsent(offset, weight) != null) {
            return false;
        }
        bytes += weight;
        return true;
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
                .headMap(lowest + CommitPosition.REACH)
                .keySet()
                .forEach(o -> finished.clear(bit(lowest, o)));
        finishedBefore.subSet(next, Math.max(next, lowest + CommitPosition.REACH)).stream()
                .forEach(o -> finished.set(bit(lowest, o)));
        return Optional.of(new CommitPosition(lowest, finished));
    }

    private static int bit(long lowest, long offset) {
        return (int) Math.min(CommitPosition.REACH, offset - lowest);
    }
}
