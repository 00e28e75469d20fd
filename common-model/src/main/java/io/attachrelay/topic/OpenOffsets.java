package io.attachrelay.topic;

import java.util.BitSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Which offsets of a partition are taken and not finished. Safe for all threads. */
final class OpenOffsets {

    private final NavigableSet<Long> open = new TreeSet<>();
    private final NavigableSet<Long> finishedBefore = new TreeSet<>();
    private long next = -1;

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

    /** Opens an offset; {@code false} if an earlier holder has finished it. */
    synchronized boolean take(long offset) {
        next = Math.max(next, offset + 1);
        return !finishedBefore.remove(offset) && open.add(offset);
    }

    /** Notes that there is nothing more below an offset: markers of transactions take offsets. */
    synchronized void readUpTo(long offset) {
        next = Math.max(next, offset);
    }

    synchronized void finish(long offset) {
        open.remove(offset);
    }

    /** How many are open. */
    synchronized int size() {
        return open.size();
    }

    /** How far the newest offset taken is ahead of the lowest open one. */
    synchronized long spread() {
        return open.isEmpty() ? 0 : next - open.first();
    }

    /** What may be committed; empty as long as nothing was read. */
    synchronized Optional<CommitPosition> position() {
        if (next < 0) {
            return Optional.empty();
        }
        long lowest = open.isEmpty() ? next : open.first();
        BitSet finished = new BitSet();
        finished.set(0, bit(lowest, next));
        open.headSet(lowest + CommitPosition.REACH).forEach(o -> finished.clear(bit(lowest, o)));
        finishedBefore.subSet(next, Math.max(next, lowest + CommitPosition.REACH)).stream()
                .forEach(o -> finished.set(bit(lowest, o)));
        return Optional.of(new CommitPosition(lowest, finished));
    }

    private static int bit(long lowest, long offset) {
        return (int) Math.min(CommitPosition.REACH, offset - lowest);
    }
}
