package io.attachrelay.validator.dedup.ids;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Stores of ids, and what those of one process share. A stream that uses them must be made with
 * {@link #clients} and have one thread.
 */
public final class IdStores implements AutoCloseable {

    private final RocksMemory memory = new RocksMemory();
    private final Transactions transactions = new Transactions();
    private final byte[] boot;

    /**
     * @param boot what the machine's present run is named
     */
    public IdStores(String boot) {
        this.boot = boot.getBytes(UTF_8);
    }

    /** Tells the stores when their transactions are committed. */
    public KafkaClientSupplier clients() {
        return transactions;
    }

    /**
     * Makes stores of windows side by side.
     *
     * @param name of the stores; with the application id it names the changelog topic
     * @param width of a window; one is put and fetched by its begin
     * @param kept how much older than the newest window another may be
     */
    public WindowBytesStoreSupplier supplier(String name, Duration width, Duration kept) {
        return new Supplier(name, width.toMillis(), kept.toMillis());
    }

    RocksMemory memory() {
        return memory;
    }

    Transactions transactions() {
        return transactions;
    }

    byte[] boot() {
        return boot;
    }

    /** Closed after the streams that use it. */
    @Override
    public void close() {
        memory.close();
    }

    private final class Supplier implements WindowBytesStoreSupplier {

        private final String name;
        private final long width;
        private final long kept;

        Supplier(String name, long width, long kept) {
            this.name = name;
            this.width = width;
            this.kept = kept;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public WindowStore<Bytes, byte[]> get() {
            return new IdStore(name, kept, IdStores.this);
        }

        @Override
        public String metricsScope() {
            return "ids";
        }

        @Override
        public long windowSize() {
            return width;
        }

        @Override
        public long segmentIntervalMs() {
            return width;
        }

        /** Kafka Streams gives the changelog a day more. */
        @Override
        public long retentionPeriod() {
            return kept + width;
        }

        @Override
        public boolean retainDuplicates() {
            return false;
        }
    }
}
