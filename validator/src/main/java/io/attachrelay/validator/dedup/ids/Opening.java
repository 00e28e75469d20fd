package io.attachrelay.validator.dedup.ids;

import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Opens tables, and tells those that must not be believed from those that can't be opened now. */
final class Opening {

    private Opening() {}

    /**
     * Opens a table, or makes it, and takes it into use.
     *
     * @param dir of its own, there already
     * @param boot what the machine's present run is named
     * @throws DistrustedException if it is damaged, or was in use when an earlier run ended
     * @throws RocksDBException if the disk does not let it be opened, now: no room, no permission,
     *     in use by another
     */
    static IdTable open(Path dir, RocksMemory memory, byte[] boot)
            throws DistrustedException, RocksDBException {
        try {
            IdTable table = IdTable.open(dir, memory);
            if (!mayBeUsed(table, boot)) {
                throw new DistrustedException("was in use when the machine ended");
            }
            return table;
        } catch (RocksDBException e) {
            if (isDamage(e.getStatus())) {
                throw new DistrustedException("is damaged", e);
            }
            throw e;
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
                table.free();
            }
        }
    }

    /**
     * Of the disk's own faults only a missing file is one that reading anew does away with. The
     * binding has no name for it (10.1: tried with a missing manifest), but has for a full disk,
     * and none is given for one that is in use or forbidden.
     */
    private static boolean isDamage(Status status) {
        return status != null
                && (status.getCode() != Status.Code.IOError
                        || status.getSubCode() == Status.SubCode.Undefined);
    }
}
