package io.attachrelay.validator.dedup.ids;

import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Opens tables, and tells those that must not be used. */
final class Opening {

    private Opening() {}

    /**
     * Opens a table, or makes it, and takes it into use.
     *
     * @param dir of its own, there already
     * @param boot what the machine's present run is named
     * @throws DistrustedException if it was used in an earlier run of the machine, or can't be
     *     opened and read
     * @throws RocksDBException if the disk is full
     */
    static IdTable open(Path dir, RocksMemory memory, byte[] boot)
            throws DistrustedException, RocksDBException {
        try {
            IdTable table = IdTable.open(dir, memory);
            if (!mayBeUsed(table, boot)) {
                throw new DistrustedException("is from before the machine was started");
            }
            return table;
        } catch (RocksDBException e) {
            if (isFull(e.getStatus())) {
                throw e;
            }
            // Whatever it is, it goes with the files, which are a cache.
            throw new DistrustedException("can't be opened", e);
        }
    }

    /** Frees it if not, so that it can be opened again. */
    private static boolean mayBeUsed(IdTable table, byte[] boot) throws RocksDBException {
        boolean usable = false;
        try {
            // Asked for later by Kafka Streams, which then ends with the fault of reading it.
            table.offset();
            usable = table.claim(boot);
            return usable;
        } finally {
            if (!usable) {
                table.close();
            }
        }
    }

    private static boolean isFull(Status status) {
        return status != null && status.getSubCode() == Status.SubCode.NoSpace;
    }
}
