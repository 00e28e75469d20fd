package io.attachrelay.deploy.testkit.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The faults of now, as all connections of a proxy see them. */
final class Weather {

    private List<Fault> faults = List.of();

    synchronized void turn(List<Fault> now) {
        faults = List.copyOf(now);
        notifyAll();
    }

    synchronized boolean has(Class<? extends Fault> kind) {
        return faults.stream().anyMatch(kind::isInstance);
    }

    synchronized Duration latency(boolean toTarget) {
        for (var fault : faults) {
            if (fault instanceof Fault.Latency(var there, var back)) {
                return toTarget ? there : back;
            }
        }
        return Duration.ZERO;
    }

    /** How many bytes a connection may carry over its life. */
    synchronized long limit() {
        for (var fault : faults) {
            if (fault instanceof Fault.CutAfter(var bytes)) {
                return bytes;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Returns when the time has come and no black hole is in the way. */
    synchronized void awaitDelivery(long atNanos) throws InterruptedException {
        while (true) {
            long left = atNanos - System.nanoTime();
            if (has(Fault.BlackHole.class)) {
                wait();
            } else if (left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } else {
                return;
            }
        }
    }

    /** Waits as long as so many bytes need on the line. */
    void awaitBandwidth(int bytes) throws InterruptedException {
        for (var fault : snapshot()) {
            if (fault instanceof Fault.Bandwidth(var bytesPerSecond)) {
                TimeUnit.NANOSECONDS.sleep(bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
            }
        }
    }

    private synchronized List<Fault> snapshot() {
        return faults;
    }
}
