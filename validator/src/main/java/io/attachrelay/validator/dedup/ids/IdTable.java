package io.attachrelay.validator.dedup.ids;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Ids in buckets of time, and how far they go in the changelog, on the disk. What is written has
 * left the process when the call returns: a kill takes nothing back. It is not forced to the disk,
 * so a machine that dies may take some, always the last.
 */
final class IdTable implements AutoCloseable {

    private static final byte[] NOTHING = {};
    // Behind all buckets: those begin with a zero byte until the year 2.3 million.
    private static final byte[] OFFSET = {(byte) 0xff, 'o'};
    private static final byte[] BOOT = {(byte) 0xff, 'b'};

    private final Options options;
    private final RocksDB db;
    private final WriteOptions writing = new WriteOptions();
    private final ReadOptions reading = new ReadOptions();

    private IdTable(Options options, RocksDB db) {
        this.options = options;
        this.db = db;
    }

    /**
     * Opens the table, or makes it.
     *
     * @param dir of its own, there already
     */
    static IdTable open(Path dir, RocksMemory memory) throws RocksDBException {
        Options options = memory.options();
        try {
            return new IdTable(options, RocksDB.open(options, dir.toString()));
        } catch (RocksDBException e) {
            options.close();
            throw e;
        }
    }

    /** What an id is found by. */
    static Bytes key(Bytes id, long bucket) {
        return key(ByteBuffer.wrap(id.get()), bucket);
    }

    static Bytes key(ByteBuffer id, long bucket) {
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + id.remaining()).putLong(bucket).put(id).array());
    }

    /**
     * Takes it into use.
     *
     * @param boot what the machine's present run is named
     * @return false if it was used in an earlier run, so that it may be ahead of a changelog that
     *     the end of that run has cut
     */
    boolean claim(byte[] boot) throws RocksDBException {
        byte[] last = db.get(BOOT);
        if (last == null) {
            db.put(writing, BOOT, boot);
        }
        return last == null || Arrays.equals(last, boot);
    }

    /** Asks the filters first: RocksDB's binding makes an exception of each get in vain. */
    boolean contains(Bytes key) throws RocksDBException {
        return db.keyMayExist(reading, key.get(), null)
                && db.get(reading, key.get(), NOTHING) != RocksDB.NOT_FOUND;
    }

    /** Adds ids that are not yet told of by an offset. */
    void add(Iterable<Bytes> keys) throws RocksDBException {
        try (WriteBatch batch = batch(keys)) {
            db.write(writing, batch);
        }
    }

    /**
     * Adds ids and tells how far they go, all of it or nothing.
     *
     * @param offset in the changelog, of the last id
     */
    void add(Iterable<Bytes> keys, long offset) throws RocksDBException {
        try (WriteBatch batch = batch(keys)) {
            batch.put(OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
            db.write(writing, batch);
        }
    }

    private static WriteBatch batch(Iterable<Bytes> keys) throws RocksDBException {
        WriteBatch batch = new WriteBatch();
        for (Bytes key : keys) {
            batch.put(key.get(), NOTHING);
        }
        return batch;
    }

    /** The last offset that was told, or null if none was. */
    Long offset() throws RocksDBException {
        byte[] offset = db.get(OFFSET);
        return offset == null ? null : ByteBuffer.wrap(offset).getLong();
    }

    void forgetOffset() throws RocksDBException {
        db.delete(writing, OFFSET);
    }

    /** Drops all buckets before this one, and gives their files back. */
    void forgetBefore(long bucket) throws RocksDBException {
        byte[] begin = key(ByteBuffer.allocate(0), 0).get();
        byte[] end = key(ByteBuffer.allocate(0), bucket).get();
        if (hasKeyBefore(end)) {
            db.deleteFilesInRanges(db.getDefaultColumnFamily(), List.of(begin, end), false);
            db.deleteRange(writing, begin, end);
        }
    }

    // A deletion of nothing would be looked at in each lookup. What can't be read counts as
    // nothing:
    // it is in the way of lookups as well.
    private boolean hasKeyBefore(byte[] end) {
        try (RocksIterator first = db.newIterator(reading)) {
            first.seekToFirst();
            return first.isValid() && Arrays.compareUnsigned(first.key(), end) < 0;
        }
    }

    /** Frees memory and files; what was added is on its way to the disk. */
    @Override
    public void close() {
        db.close();
        reading.close();
        writing.close();
        options.close();
    }
}
