package io.attachrelay.topic;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * This consumer's hold on one partition, from when it gets it until it is taken away. It is never
 * used again after that, so that what ends late changes nothing.
 */
final class Assignment {

    private final OpenOffsets offsets;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<Thread> calling = new HashSet<>();

    /**
     * @param committed what an earlier holder left
     */
    Assignment(Optional<CommitPosition> committed) {
        offsets = new OpenOffsets(committed);
    }

    /** Which records are under way. */
    OpenOffsets offsets() {
        return offsets;
    }

    /** Registers the calling thread as one to wait for; {@code false} once the hold is over. */
    synchronized boolean beginCall() {
        return !isOver() && calling.add(Thread.currentThread());
    }

    /** Undoes {@link #beginCall()}, and an interruption that came meanwhile. */
    synchronized void endCall() {
        calling.remove(Thread.currentThread());
        Thread.interrupted();
        notifyAll();
    }

    /** Sleeps, at the longest until the hold ends. */
    void sleep(Duration delay) {
        try {
            // Converts any duration: one beyond 292 years becomes that.
            over.await(TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("only calls are interrupted", e);
        }
    }

    /** Ends the hold: no call begins any more, and who sleeps wakes up. */
    synchronized void end() {
        over.countDown();
    }

    /**
     * Waits until no call is under way.
     *
     * @param deadline of {@link System#nanoTime()}
     * @return {@code false} if some still are by then
     */
    synchronized boolean awaitCalls(long deadline) {
        while (!calling.isEmpty() && deadline - System.nanoTime() > 0) {
            waitForCall(deadline);
        }
        return calling.isEmpty();
    }

    /** Interrupts the calls that are under way. */
    synchronized void interruptCalls() {
        calling.forEach(Thread::interrupt);
    }

    private void waitForCall(long deadline) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        } catch (InterruptedException e) {
            throw new IllegalStateException("only calls are interrupted", e);
        }
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }
}
