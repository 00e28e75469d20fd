package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything around what is measured: a real broker that flushes each append, as the one of {@code
 * attachrelay up} does; a media host that is not the limit; and a simulated platform, for tokens
 * and events.
 */
public final class World implements AutoCloseable {

    private final Closing closing = new Closing();
    private final Path dir;
    private final GenesysSimulator platform;
    private final KafkaBroker broker;
    private final Server fileHost;

    /**
     * Starts it all; if something does not start, what did is ended again.
     *
     * @param dir takes all that is written, so it is this disk that is measured; removed at the end
     * @param largestFile in bytes
     */
    public World(Path dir, int largestFile) throws IOException {
        this.dir = Files.createDirectories(dir.toAbsolutePath());
        try {
            platform = closing.add(GenesysSimulator.start());
            broker = closing.add(broker().start());
            String bytes = RandomFile.write(dir.resolve("media.bin"), largestFile).toString();
            fileHost = start("media-host", FileHost.class, bytes);
        } catch (IOException | RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private KafkaBroker broker() {
        return KafkaBroker.builder()
                .dataDir(dir.resolve("kafka"))
                .flushEachAppend()
                // Kafka's own; with the testkit's 1 s a disk at its limit makes it lose its lead.
                .property("broker.session.timeout.ms", "9000")
                .build();
    }

    /** Starts a program of this class path whose first argument is its port. */
    public Server start(String name, Class<?> main, String argument) throws IOException {
        int port = Ports.free();
        return start(name, port, JavaCommand.of(main, Integer.toString(port), argument), Map.of());
    }

    /** Starts a server; it ends with this, if not before. */
    Server start(String name, int port, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = dir.resolve(name + ".log");
        return closing.add(Server.start(port, command, environment, log));
    }

    /** Closes {@code part} with this. */
    public <T extends AutoCloseable> T closing(T part) {
        return closing.add(part);
    }

    /** A folder of the disk that is measured. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(dir.resolve(name));
    }

    GenesysSimulator platform() {
        return platform;
    }

    Server fileHost() {
        return fileHost;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public KafkaClients clients() {
        return new KafkaClients(KafkaSettings.DEFAULT.at(bootstrapServers()));
    }

    /** Ends all processes and removes the folder; does nothing the second time. */
    @Override
    public synchronized void close() throws IOException {
        closing.close();
        if (Files.exists(dir)) {
            Folder.remove(dir);
        }
    }
}
