package io.attachrelay.sender;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is remembered of the latest keys: beyond so many the one is forgotten that was put first.
 * Safe for all threads.
 */
final class Latest<K, V> {

    private final int most;
    private final SequencedMap<K, V> values = new LinkedHashMap<>();

    /**
     * @param most how many keys are remembered, above zero
     */
    Latest(int most) {
        this.most = most;
    }

    synchronized void put(K key, V value) {
        values.putLast(key, value);
        if (values.size() > most) {
            values.pollFirstEntry();
        }
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void forget(K key) {
        values.remove(key);
    }

    synchronized int size() {
        return values.size();
    }
}
