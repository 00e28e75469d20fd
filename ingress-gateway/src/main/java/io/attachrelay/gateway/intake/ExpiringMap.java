package io.attachrelay.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Remembers values for a while, and never more than so many. Safe for all threads. */
final class ExpiringMap<K, V> {

    private final Clock clock;
    private final Duration lifetime;
    private final int capacity;
    // The eldest first, since each put goes to the end.
    private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>();

    /**
     * @param lifetime counted from the last put of a key
     * @param capacity beyond it the eldest are forgotten
     */
    ExpiringMap(Clock clock, Duration lifetime, int capacity) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.capacity = capacity;
    }

    synchronized Optional<V> get(K key) {
        forgetExpired();
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    synchronized void put(K key, V value) {
        entries.remove(key);
        entries.put(key, new Entry<>(value, clock.instant().plus(lifetime)));
        if (entries.size() > capacity) {
            entries.pollFirstEntry();
        }
        forgetExpired();
    }

    synchronized void remove(K key) {
        entries.remove(key);
    }

    synchronized int size() {
        return entries.size();
    }

    private void forgetExpired() {
        Instant now = clock.instant();
        Iterator<Entry<V>> eldest = entries.values().iterator();
        while (eldest.hasNext() && !now.isBefore(eldest.next().until())) {
            eldest.remove();
        }
    }

    private record Entry<V>(V value, Instant until) {}
}
