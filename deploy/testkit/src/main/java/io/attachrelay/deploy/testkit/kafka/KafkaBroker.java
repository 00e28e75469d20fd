package io.attachrelay.deploy.testkit.kafka;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.deploy.testkit.fault.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * One real Kafka broker (KRaft, its own controller) in a child process on 127.0.0.1.
 *
 * <p>All it needs and writes is in one folder: data, configuration and the log file {@code
 * broker.log}. A later process that names the same folder gets the same cluster with the same port.
 * The child ends when this process ends, however that happens. It needs at most 512 MB. After a
 * kill a start takes a second longer: {@link FencedFirst}.
 *
 * <p>Not safe for use by several threads at once, except {@link #bootstrapServers()}.
 */
public final class KafkaBroker implements AutoCloseable {

    // A cold start takes 3 to 4 s on two idle cores; this leaves room for a loaded machine.
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final BrokerFiles files;
    private final BrokerFiles.Identity identity;
    private final Map<String, String> properties;
    private final List<String> talkative;
    private final @Nullable SideDoor sideDoor;
    private @Nullable ChildProcess child;

    private KafkaBroker(Builder builder, Path dataDir) throws IOException {
        files = new BrokerFiles(dataDir.toAbsolutePath());
        identity = files.identify(builder.port);
        properties = Map.copyOf(builder.properties);
        talkative = List.copyOf(builder.talkative);
        sideDoor = builder.proxied ? SideDoor.open() : null;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts the broker, for the first time or again on its data, and waits until it serves.
     *
     * @return this broker
     * @throws BrokerException when its port is taken, another broker runs on its folder, its folder
     *     can't be used, or it is not ready within 90 s; the message names the log file and quotes
     *     its end
     */
    public KafkaBroker start() {
        if (isRunning()) {
            return this;
        }
        new Vacancy(files, identity).await();
        var started = launch();
        child = started;
        if (!started.await(this::isReady, READY_WITHIN)) {
            throw failed(started);
        }
        return this;
    }

    /** For the client setting {@code bootstrap.servers}; stays the same over restarts. */
    public String bootstrapServers() {
        return "127.0.0.1:" + identity.port();
    }

    /** The port that clients connect to. */
    public int port() {
        return identity.port();
    }

    /**
     * What stands between the broker and those who use {@link FaultProxy#port()} as its port: all
     * their connections pass there.
     *
     * @throws IllegalStateException unless it was built {@link Builder#proxied}
     */
    public FaultProxy proxy() {
        if (sideDoor == null) {
            throw new IllegalStateException("the broker was built without a proxy");
        }
        return sideDoor.proxy();
    }

    /** The file that the broker logs its warnings and errors to. */
    public Path logFile() {
        return files.log();
    }

    public boolean isRunning() {
        return child != null && child.isAlive();
    }

    /**
     * The process id of the running broker.
     *
     * @throws IllegalStateException when it does not run
     */
    public long pid() {
        if (child == null || !child.isAlive()) {
            throw new IllegalStateException("the broker is not running");
        }
        return child.pid();
    }

    /**
     * Waits for its end, whoever ends it.
     *
     * @return the exit code, 0 when it was never started
     */
    public int awaitEnd() throws InterruptedException {
        return child == null ? 0 : child.awaitEnd();
    }

    /**
     * Ends the broker at once (SIGKILL): a crash, without the loss of what the operating system
     * holds in its page cache. Does nothing when it does not run.
     */
    public void kill() {
        if (child != null) {
            child.kill();
        }
    }

    /**
     * Asks the broker to end (SIGTERM) and waits for it; after 30 s it is killed.
     *
     * @return the exit code, 143 after a clean stop, 0 when it did not run
     */
    public int stop() {
        return isRunning() && child != null ? child.stop() : 0;
    }

    /** Stops the broker and its proxy; its folder stays. */
    @Override
    public void close() {
        stop();
        if (sideDoor != null) {
            sideDoor.close();
        }
    }

    private ChildProcess launch() {
        try {
            files.configure(identity, properties());
            var command = BrokerCommand.of(files, identity.clusterId(), talkative);
            return ChildProcess.start(command, Map.of(), files.log());
        } catch (IOException e) {
            throw BrokerException.unusableDataDir(files.dir(), e);
        }
    }

    private Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        if (sideDoor != null) {
            all.putAll(sideDoor.properties(identity));
        }
        all.putAll(properties);
        return all;
    }

    private BrokerException failed(ChildProcess started) {
        if (!started.isAlive()) {
            return BrokerException.ended(started);
        }
        var failure = BrokerException.notReady(started, READY_WITHIN);
        started.kill();
        return failure;
    }

    // The client is asked only once the port is open: it logs each refused connection.
    private boolean isReady() throws InterruptedException {
        if (!Ports.accepts(identity.port())) {
            return false;
        }
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", bootstrapServers(),
                        "default.api.timeout.ms", "2000",
                        "request.timeout.ms", "1900");
        try (var admin = Admin.create(settings)) {
            return admin.describeCluster().nodes().get().size() == 1;
        } catch (ExecutionException _) {
            return false;
        }
    }

    /** Collects what a broker needs; only the folder is required. */
    public static final class Builder {

        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<String> talkative = new ArrayList<>();
        private @Nullable Path dataDir;
        private int port;
        private boolean proxied;

        private Builder() {}

        /** The folder for everything that the broker writes; made when it is not there. */
        public Builder dataDir(Path folder) {
            dataDir = folder;
            return this;
        }

        /** The port for clients; 0, the default, is the folder's last one, else any free one. */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("port must be 0 to 65535, not " + number);
            }
            port = number;
            return this;
        }

        /** Has a second way in, through {@link KafkaBroker#proxy}. */
        public Builder proxied() {
            proxied = true;
            return this;
        }

        /** Sets a broker property of Kafka; it wins over what is set here. */
        public Builder property(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /**
         * Writes each append through to the disk before it is acknowledged. A single broker has no
         * replica that would survive a power cut.
         */
        public Builder flushEachAppend() {
            return property("log.flush.interval.messages", "1");
        }

        /** One of Kafka's loggers writes more than warnings. */
        Builder talkative(String logger) {
            talkative.add(logger);
            return this;
        }

        /**
         * Gives the folder its identity; nothing runs yet.
         *
         * @throws BrokerException when the folder can't be used
         */
        public KafkaBroker build() {
            if (dataDir == null) {
                throw new IllegalArgumentException("a broker needs a dataDir");
            }
            try {
                return new KafkaBroker(this, dataDir);
            } catch (IOException e) {
                throw BrokerException.unusableDataDir(dataDir, e);
            }
        }
    }
}
