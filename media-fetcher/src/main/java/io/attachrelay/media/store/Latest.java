package io.attachrelay.media.store;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is remembered of the latest keys: beyond so many the one is forgotten that was put first.
 * Safe for all threads.
 */
public final class Latest<K, V> {

    private final int most;
    private final SequencedMap<K, V> values = new LinkedHashMap<>();

    /**
     * @param most how many keys are remembered, above zero
     */
    public Latest(int most) {
        this.most = most;
    }

    /** Remembers it as the latest. */
    public synchronized void put(K key, V value) {
        values.putLast(key, value);
        if (values.size() > most) {
            values.pollFirstEntry();
        }
    }

    /** What is remembered of a key, if anything is. */
    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Remembers nothing of a key. */
    public synchronized void forget(K key) {
        values.remove(key);
    }

    /** Of how many keys something is remembered. */
    public synchronized int size() {
        return values.size();
    }
}
