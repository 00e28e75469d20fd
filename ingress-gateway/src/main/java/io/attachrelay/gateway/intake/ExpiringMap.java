package io.attachrelay.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Remembers values for a while, and never more than so many. Safe for all threads. */
final class ExpiringMap<K, V> {

    private final Clock clock;
    private final Duration lifetime;
    private final int capacity;
    private final ToIntFunction<V> size;
    // The eldest first, since each put goes to the end.
    private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>();
    private int filled;

    /**
     * @param lifetime counted from the last put of a key
     * @param capacity beyond it the eldest are forgotten
     */
    ExpiringMap(Clock clock, Duration lifetime, int capacity) {
        this(clock, lifetime, capacity, _ -> 1);
    }

    /**
     * @param lifetime counted from the last put of a key
     * @param capacity for the sizes of all values; beyond it the eldest are forgotten
     * @param size of a value, 1 at least
     */
    ExpiringMap(Clock clock, Duration lifetime, int capacity, ToIntFunction<V> size) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.capacity = capacity;
        this.size = size;
    }

    synchronized Optional<V> get(K key) {
        forgetExpired();
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    synchronized void put(K key, V value) {
        remove(key);
        entries.put(key, new Entry<>(value, clock.instant().plus(lifetime)));
        filled += size.applyAsInt(value);
        forgetExpired();
        while (filled > capacity) {
            forget(entries.pollFirstEntry().getValue());
        }
    }

    synchronized void remove(K key) {
        Entry<V> known = entries.remove(key);
        if (known != null) {
            forget(known);
        }
    }

    synchronized int size() {
        return entries.size();
    }

    private void forgetExpired() {
        Instant now = clock.instant();
        Map.Entry<K, Entry<V>> eldest = entries.firstEntry();
        while (eldest != null && !now.isBefore(eldest.getValue().until())) {
            remove(eldest.getKey());
            eldest = entries.firstEntry();
        }
    }

    private void forget(Entry<V> entry) {
        filled -= size.applyAsInt(entry.value());
    }

    private record Entry<V>(V value, Instant until) {}
}
