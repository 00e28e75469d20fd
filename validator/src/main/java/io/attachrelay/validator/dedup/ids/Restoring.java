package io.attachrelay.validator.dedup.ids;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;

/**
 * Reads ids from the changelog, whose keys have the form of Kafka Streams' window stores: the id,
 * the window's begin, and four bytes that tell duplicates apart where there may be some.
 */
final class Restoring implements BatchingStateRestoreCallback {

    private static final int SUFFIX = Long.BYTES + Integer.BYTES;

    private final Consumer<Lot> restore;

    Restoring(Consumer<Lot> restore) {
        this.restore = restore;
    }

    /** Ids that are restored at once. */
    record Lot(List<Bytes> keys, long newestWindow) {}

    @Override
    public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
        List<Bytes> keys = new ArrayList<>(records.size());
        long newest = 0;
        for (KeyValue<byte[], byte[]> record : records) {
            ByteBuffer key = ByteBuffer.wrap(record.key);
            int idBytes = record.key.length - SUFFIX;
            long window = key.getLong(idBytes);
            keys.add(IdTable.key(key.limit(idBytes), window));
            newest = Math.max(newest, window);
        }
        restore.accept(new Lot(keys, newest));
    }

    @Override
    public void restore(byte[] key, byte[] value) {
        restoreAll(List.of(KeyValue.pair(key, value)));
    }
}
