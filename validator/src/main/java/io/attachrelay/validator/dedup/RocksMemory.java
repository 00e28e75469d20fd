package io.attachrelay.validator.dedup;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.DataBlockIndexType;
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

    // An id takes 46 bytes on disk, and about twice that while it is being written.
    private static final long BYTES = 128 << 20;
    static final long WRITE_BUFFERS = 48 << 20;

    // Kept free of ids for filters and indexes, 2 bytes an id: without it they were read anew again
    // and again at 4 million ids, a sixth of the deduplicator's time.
    private static final double FILTERS_SHARE = 0.5;
    private static final int ANY_SHARDS = -1;

    // Of a write buffer; an id takes some 100 bytes there, so its share of the filter is 16 bits.
    private static final double WRITE_BUFFER_FILTER = 0.02;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    RocksMemory() {
        this(WRITE_BUFFERS);
    }

    /** What is put aside for writing, in bytes: the less, the sooner it goes to the disk. */
    RocksMemory(long writeBufferBytes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(BYTES, ANY_SHARDS, false, FILTERS_SHARE);
        writeBuffers = new WriteBufferManager(writeBufferBytes, cache);
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
                quickForAbsentIds(options, table);
                options.setTableFormatConfig(table);
            }
        }

        /**
         * Most ids are new, and each is looked for in the write buffer and in every file. Together
         * with a buffer half as large again this took a fifth off what an event costs.
         */
        private static void quickForAbsentIds(Options options, BlockBasedTableConfig table) {
            options.setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_FILTER);
            options.setMemtableWholeKeyFiltering(true);
            table.setCacheIndexAndFilterBlocksWithHighPriority(true);
            table.setPinL0FilterAndIndexBlocksInCache(true);
            table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
        }

        @Override
        public void close(String store, Options options) {}
    }
}
