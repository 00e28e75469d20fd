package io.attachrelay.validator.dedup;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all state stores of one deduplicator share. Without it each of its 18 segment
 * stores (6 partitions of 3 segments) may take 98 MB.
 */
final class RocksMemory implements AutoCloseable {

    /** Under this key of the streams' configuration {@link Setter} finds the memory. */
    static final String CONFIG = "attachrelay.rocksdb.memory";

    // An id takes 46 bytes on disk: the ids of many hours stay in memory.
    private static final long BYTES = 64 << 20;
    private static final long WRITE_BUFFERS = BYTES / 2;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    RocksMemory() {
        RocksDB.loadLibrary();
        cache = new LRUCache(BYTES);
        writeBuffers = new WriteBufferManager(WRITE_BUFFERS, cache);
    }

    /** Closed after the streams that use it. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    /** Lets a store use the shared memory. Made by Kafka Streams. */
    public static final class Setter implements RocksDBConfigSetter {

        @Override
        public void setConfig(String store, Options options, Map<String, Object> configs) {
            if (configs.get(CONFIG) instanceof RocksMemory memory
                    && options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
                table.setBlockCache(memory.cache);
                table.setCacheIndexAndFilterBlocks(true);
                options.setWriteBufferManager(memory.writeBuffers);
                options.setTableFormatConfig(table);
            }
        }

        @Override
        public void close(String store, Options options) {}
    }
}
