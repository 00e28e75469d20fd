package io.attachrelay.validator.dedup.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.rocksdb.RocksDBException;

/**
 * A set of ids per window. What a transaction adds stays in memory until it is committed, so that
 * the disk is right whenever the process ends (decision 0037). Windows are put and fetched by their
 * begin; values don't matter.
 */
final class IdStore extends PointStore implements Transactions.Listener {

    private static final byte[] SEEN = {1};

    private final String name;
    private final long kept;
    private final IdStores shared;
    private final Set<Bytes> pending = new HashSet<>();
    private volatile long acknowledged;
    private TopicPartition changelog;
    private IdTable table;
    private long newest;
    private long forgotten;
    private boolean bereft;

    /**
     * @param kept how much older than the newest window another may be, in milliseconds
     */
    IdStore(String name, long kept, IdStores shared) {
        this.name = name;
        this.kept = kept;
        this.shared = shared;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isOpen() {
        return table != null;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        table = openTable(context);
        // So Kafka Streams names it, whatever the store.
        String topic = context.applicationId() + "-" + name + "-changelog";
        changelog = new TopicPartition(topic, context.taskId().partition());
        shared.transactions().listen(changelog, this);
        context.register(root, new Restoring(this::restore));
    }

    private IdTable openTable(StateStoreContext context) {
        Path dir = context.stateDir().toPath().resolve(name);
        try {
            Files.createDirectories(dir);
            return Opening.open(dir, shared.memory(), shared.boot());
        } catch (DistrustedException e) {
            // Makes Kafka Streams drop the state and read it anew.
            throw new TaskCorruptedException(
                    Set.of(context.taskId()),
                    new ProcessorStateException("state in " + dir + " " + e.getMessage(), e));
        } catch (RocksDBException | IOException e) {
            throw new ProcessorStateException("can't open " + dir, e);
        }
    }

    @Override
    public byte[] fetch(Bytes id, long window) {
        Bytes key = IdTable.key(id, window);
        try {
            return pending.contains(key) || table.contains(key) ? SEEN : null;
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public void put(Bytes id, byte[] value, long window) {
        pending.add(IdTable.key(id, window));
        newest = Math.max(newest, window);
    }

    private void restore(Restoring.Lot lot) {
        onDisk(() -> table.add(lot.keys()));
        newest = Math.max(newest, lot.newestWindow());
    }

    @Override
    public void acknowledged(long offset) {
        acknowledged = offset;
    }

    @Override
    public void committed() {
        if (!pending.isEmpty()) {
            save(acknowledged);
        }
    }

    @Override
    public void aborted() {
        bereft |= !pending.isEmpty();
        pending.clear();
    }

    @Override
    public boolean isBereft() {
        return bereft;
    }

    /**
     * Called by Kafka Streams while it restores and when it closes, after a failed transaction as
     * well: nobody knows then whether what is pending was committed, and the offset may be that of
     * void records.
     */
    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        Long offset = offsets.get(changelog);
        if (offset == null) {
            onDisk(() -> table.forgetOffset());
        } else if (pending.isEmpty()) {
            save(offset);
        }
    }

    private void save(long offset) {
        onDisk(() -> table.add(pending, offset));
        pending.clear();
        if (newest - kept > forgotten) {
            forgotten = newest - kept;
            onDisk(() -> table.forgetBefore(forgotten));
        }
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        try {
            return partition.equals(changelog) ? table.offset() : null;
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        if (table == null) {
            return;
        }
        shared.transactions().unlisten(changelog, this);
        pending.clear();
        IdTable closing = table;
        table = null;
        closing.close();
    }

    private void onDisk(Change change) {
        try {
            change.make();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private ProcessorStateException failed(RocksDBException e) {
        return new ProcessorStateException("state of " + changelog + " failed on the disk", e);
    }

    private interface Change {
        void make() throws RocksDBException;
    }
}
