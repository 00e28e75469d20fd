package io.attachrelay.deploy.testkit.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The faults that wait for requests, per key in the order in which they were given. */
final class FaultPlan<K, F> {

    static final int UNTIL_HEALED = Integer.MAX_VALUE;

    private final Map<K, Deque<Planned<F>>> planned = new HashMap<>();
    private CountDownLatch healed = new CountDownLatch(1);

    private record Planned<F>(F fault, int times) {}

    synchronized void add(K key, F fault, int times) {
        if (times <= 0) {
            throw new IllegalArgumentException("a fault must strike once or more, not " + times);
        }
        planned.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(new Planned<>(fault, times));
    }

    /** The fault that strikes the request at hand, or null for none. */
    synchronized @Nullable F take(K key) {
        var queue = planned.get(key);
        if (queue == null || queue.isEmpty()) {
            return null;
        }
        var next = queue.removeFirst();
        if (next.times() == UNTIL_HEALED) {
            queue.addFirst(next);
        } else if (next.times() > 1) {
            queue.addFirst(new Planned<>(next.fault(), next.times() - 1));
        }
        return next.fault();
    }

    synchronized void heal() {
        planned.clear();
        announce();
    }

    synchronized void heal(K key) {
        planned.remove(key);
        announce();
    }

    /** Opens at the next healing; taken before a fault, none can be missed. */
    synchronized CountDownLatch nextHealing() {
        return healed;
    }

    private void announce() {
        healed.countDown();
        healed = new CountDownLatch(1);
    }
}
