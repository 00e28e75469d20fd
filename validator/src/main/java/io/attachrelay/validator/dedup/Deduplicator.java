package io.attachrelay.validator.dedup;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.settings.DedupSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.dedup.ids.Boot;
import io.attachrelay.validator.dedup.ids.IdStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the first sight of each event from {@code media.stored.v1} and its replay topic to {@code
 * media.fresh.v1}, exactly once. Its topics must be there. The state directory is a cache of the
 * changelog topic: on a disk that outlives the process a restart takes 3 to 6 s, after a kill as
 * well; without it 15 s with 5 million ids (decision 0037).
 *
 * <p>A fault that is no poison ends the stream before its commit, so that nothing is skipped, and a
 * new one with the same place in the group takes over. Kafka's own replacement of a thread gets
 * another place and waits 45 s for the old one to expire (measured: 44 s).
 */
public final class Deduplicator implements AutoCloseable {

    /**
     * How often it commits, since an event waits for its transaction: of 70 a second the slowest
     * hundredth took 130 ms at 100 ms, 70 to 94 ms at 40 ms and 45 to 73 ms at 30 ms, for a fifth
     * of the rate at full load. Shorter polls, lingers and pauses before a retry gained nothing and
     * kept the broker busy. To ask for a commit at each event while there are few does not work:
     * commits then keep the rate down, so that a pile looks like few events (100,000 took above
     * three minutes).
     */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(30);

    /**
     * What a partition gets at most in one piece: about what comes between two commits at full
     * load. In Kafka's usual 16 KB a fifth fewer events went through.
     */
    public static final int BATCH_BYTES = 64 << 10;

    private static final Logger log = LoggerFactory.getLogger(Deduplicator.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    // A fault that lasts must not make it spin.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final IdStores stores;
    private final AtomicInteger faults = new AtomicInteger();
    private final Supplier<KafkaStreams> factory;
    private volatile KafkaStreams streams;
    private boolean closed;

    /**
     * @param stateDir where the state stores live; one directory an instance
     * @param instanceId stable over restarts, different in each running instance
     * @param replicationFactor of the changelog topic: that of the other topics
     */
    public Deduplicator(
            KafkaClients clients,
            TopicCatalog topics,
            DedupSettings settings,
            Path stateDir,
            String instanceId,
            int replicationFactor) {
        this(
                clients,
                topics,
                settings,
                stateDir,
                instanceId,
                replicationFactor,
                new IdStores(Boot.id()));
    }

    /** With stores of the caller's choice, which are closed with this. */
    Deduplicator(
            KafkaClients clients,
            TopicCatalog topics,
            DedupSettings settings,
            Path stateDir,
            String instanceId,
            int replicationFactor,
            IdStores stores) {
        this.stores = stores;
        var audit = new AuditTrail(DedupConfig.APPLICATION, topics, Clock.systemUTC());
        StreamsConfig config =
                DedupConfig.of(clients, stateDir, instanceId, replicationFactor, audit);
        DedupTopology topology = new DedupTopology(topics, settings, stores);
        factory = () -> new KafkaStreams(topology.build(), config, stores.clients());
        streams = factory.get();
    }

    /** Begins to read, in the background. */
    public synchronized void start() {
        streams.setUncaughtExceptionHandler(this::failed);
        streams.start();
    }

    /** Whether it reads, or settles with the other instances who reads what. */
    public boolean isRunning() {
        return streams.state().isRunningOrRebalancing();
    }

    /** How often a fault that was no poison has stopped the stream. For metrics. */
    public int faults() {
        return faults.get();
    }

    /** Commits, leaves the group so that others take over at once, and ends within 10 s. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        boolean ended =
                streams.close(
                        CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                                .withTimeout(CLOSE_WITHIN));
        // A thread that still runs must not touch freed native memory.
        if (ended) {
            stores.close();
        }
    }

    private StreamThreadExceptionResponse failed(Throwable fault) {
        faults.incrementAndGet();
        log.atError().setMessage("deduplicator failed and begins anew").setCause(fault).log();
        Thread.ofVirtual().name("deduplicator-restart").start(this::beginAnew);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized void beginAnew() {
        boolean begun = false;
        while (!closed && !begun) {
            begun = replaceStream();
        }
    }

    private boolean replaceStream() {
        try {
            streams.close(CLOSE_WITHIN);
            wait(PAUSE.toMillis());
            if (!closed) {
                streams = factory.get();
                start();
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        } catch (RuntimeException e) {
            log.atError().setMessage("deduplicator could not begin anew").setCause(e).log();
            return false;
        }
    }
}
