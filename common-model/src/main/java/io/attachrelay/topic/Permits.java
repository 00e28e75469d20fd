package io.attachrelay.topic;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Whose turn it is to be worked for: so many at once in all, and so many of one tenant; the tenants
 * take turns. What is slow for one tenant leaves room for others. Who waits is a place in a queue
 * and no thread. Safe for all threads.
 */
public final class Permits {

    /** One tenant's part; it is forgotten when nobody uses it. */
    private static final class Share {

        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int used;
    }

    private final int each;
    private final Map<String, Share> shares = new HashMap<>();
    private final Queue<Share> toBeServed = new ArrayDeque<>();
    private int free;

    /**
     * @param all how many in all, from 1
     * @param each how many of one tenant, from 1
     */
    public Permits(int all, int each) {
        this.free = all;
        this.each = each;
    }

    /**
     * Asks for a permit, which is to be {@link #release released}.
     *
     * @param begin called with it, now or later, on any thread; returns at once and never throws
     */
    public synchronized void request(String tenant, Runnable begin) {
        Share share = shares.computeIfAbsent(tenant, _ -> new Share());
        share.waiting.add(begin);
        if (share.waiting.size() == 1 && share.used < each) {
            toBeServed.add(share);
        }
        serve();
    }

    /** Gives a permit back. */
    public synchronized void release(String tenant) {
        Share share = shares.get(tenant);
        if (share == null) {
            throw new IllegalStateException("no permit was given out for it");
        }
        free++;
        if (share.used == each && !share.waiting.isEmpty()) {
            toBeServed.add(share);
        }
        share.used--;
        if (share.used == 0 && share.waiting.isEmpty()) {
            shares.remove(tenant);
        }
        serve();
    }

    /** In the queue stands each tenant that has somebody waiting and may have one more, once. */
    private void serve() {
        while (free > 0 && !toBeServed.isEmpty()) {
            Share next = toBeServed.remove();
            // First begun: should that fail, no permit is lost.
            next.waiting.element().run();
            next.waiting.remove();
            free--;
            next.used++;
            if (!next.waiting.isEmpty() && next.used < each) {
                toBeServed.add(next);
            }
        }
    }
}
