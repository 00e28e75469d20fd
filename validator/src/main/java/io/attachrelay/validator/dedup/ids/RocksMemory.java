package io.attachrelay.validator.dedup.ids;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** The memory that all tables of one deduplicator share, and how they use it. */
final class RocksMemory implements AutoCloseable {

    // An id takes 46 bytes on disk, and about twice that while it is being written.
    private static final long BYTES = 128 << 20;
    private static final long WRITE_BUFFERS = 48 << 20;
    private static final long WRITE_BUFFER = 16 << 20;

    // Kept free of ids for filters and indexes, 2 bytes an id: without it they were read anew again
    // and again at 4 million ids, a sixth of the deduplicator's time.
    private static final double FILTERS_SHARE = 0.5;

    // One thread reads. In one of RocksDB's usual 64 shards a filter of 1.6 million ids finds no
    // room and is read for each lookup: 250 us instead of 1.
    private static final int ONE_SHARD = 0;

    // One absent id in a hundred is looked for in a block.
    private static final double FILTER_BITS = 10;

    // Of a write buffer; an id takes some 100 bytes there, so its share of the filter is 16 bits.
    private static final double WRITE_BUFFER_FILTER = 0.02;

    // One that writes buffers to the disk, one that merges files.
    private static final int BACKGROUND_THREADS = 2;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final BloomFilter filter;

    RocksMemory() {
        RocksDB.loadLibrary();
        cache = new LRUCache(BYTES, ONE_SHARD, false, FILTERS_SHARE);
        writeBuffers = new WriteBufferManager(WRITE_BUFFERS, cache);
        filter = new BloomFilter(FILTER_BITS);
    }

    /** For one table; the caller closes it behind the table. */
    Options options() {
        Options options = new Options();
        options.setCreateIfMissing(true);
        options.setInfoLogLevel(InfoLogLevel.ERROR_LEVEL);
        options.setIncreaseParallelism(BACKGROUND_THREADS);
        options.setCompressionType(CompressionType.NO_COMPRESSION);
        // After a kill the log of writes stays where it is: reading it takes 0.5 s, and writing it
        // to files waits for a disk that may be busy.
        options.setAvoidFlushDuringRecovery(true);
        options.setWriteBufferManager(writeBuffers);
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_FILTER);
        options.setMemtableWholeKeyFiltering(true);
        options.setTableFormatConfig(quickForAbsentIds());
        return options;
    }

    /** Most ids are new, and each is looked for in the write buffers and in every file. */
    private BlockBasedTableConfig quickForAbsentIds() {
        BlockBasedTableConfig table = new BlockBasedTableConfig();
        table.setBlockCache(cache);
        table.setFilterPolicy(filter);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
        return table;
    }

    /** Closed after the tables that use it. */
    @Override
    public void close() {
        filter.close();
        writeBuffers.close();
        cache.close();
    }
}
