package io.attachrelay.media.share;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets threads in while there are places and has the others wait, in the order of {@link Places}.
 */
final class Gate {

    private final int waitingRoom;
    private final Places<Waiter> places;
    private boolean closed;

    /**
     * @param count of places, 1 at least
     * @param waitingRoom how many may wait together. It is shared by {@link Rule#KEEPING_ROOM}, so
     *     that a flood does not fill it either
     */
    Gate(int count, Rule rule, int waitingRoom) {
        this.waitingRoom = waitingRoom;
        this.places = new Places<>(count, rule);
    }

    /**
     * Takes a place, waits for it if need be.
     *
     * @return false if none came within {@code patience}, too many wait already or this is closed
     */
    boolean enter(String tenant, Duration patience) throws InterruptedException {
        Waiter waiter = new Waiter(tenant);
        return arrive(waiter) && await(waiter, patience);
    }

    /** Gives back a place that was taken. */
    synchronized void leave(String tenant) {
        places.leave(tenant).forEach(Waiter::call);
    }

    /** Lets nobody in any more and sends away who waits. */
    synchronized void close() {
        closed = true;
        for (Waiter waiter : places.allWaiting()) {
            places.giveUp(waiter.tenant, waiter);
            waiter.over.countDown();
        }
    }

    synchronized int held() {
        return places.held();
    }

    synchronized int waiting() {
        return places.waiting();
    }

    synchronized int waiting(String tenant) {
        return places.waiting(tenant);
    }

    /** Whether it came in or may wait; one step, so that no call can fall between the two. */
    private synchronized boolean arrive(Waiter waiter) {
        if (closed) {
            return false;
        }
        if (places.enter(waiter.tenant)) {
            waiter.call();
            return true;
        }
        int others = places.waiting(waiter.tenant);
        if (!Rule.KEEPING_ROOM.admits(others, waitingRoom - places.waiting())) {
            return false;
        }
        places.queue(waiter.tenant, waiter);
        return true;
    }

    private boolean await(Waiter waiter, Duration patience) throws InterruptedException {
        try {
            boolean _ = waiter.over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            return endWaiting(waiter);
        } catch (InterruptedException e) {
            if (endWaiting(waiter)) {
                leave(waiter.tenant);
            }
            throw e;
        }
    }

    /** Whether it was called, be it in the very last moment. */
    private synchronized boolean endWaiting(Waiter waiter) {
        if (!waiter.called) {
            places.giveUp(waiter.tenant, waiter);
        }
        return waiter.called;
    }

    private static final class Waiter {

        private final String tenant;
        private final CountDownLatch over = new CountDownLatch(1);
        private boolean called;

        Waiter(String tenant) {
            this.tenant = tenant;
        }

        void call() {
            called = true;
            over.countDown();
        }
    }
}
