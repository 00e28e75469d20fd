package io.attachrelay.deploy.testkit.kafka;

import io.attachrelay.deploy.testkit.Ports;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** What stands in a broker's folder: its identity, its properties, its log file and its data. */
record BrokerFiles(Path dir) {

    Path log() {
        return dir.resolve("broker.log");
    }

    Path arguments() {
        return dir.resolve("broker.args");
    }

    Path properties() {
        return dir.resolve("server.properties");
    }

    private Path identity() {
        return dir.resolve("identity.properties");
    }

    /** Who the broker is: the same for every start on this folder. */
    record Identity(String clusterId, int port, int controllerPort) {}

    /**
     * Reads the identity of this folder, or makes one on its first use.
     *
     * @param wantedPort the broker's port, or 0 for the one used before, else any free one
     */
    Identity identify(int wantedPort) throws IOException {
        Files.createDirectories(dir);
        var stored = new Properties();
        if (Files.exists(identity())) {
            try (var in = Files.newBufferedReader(identity())) {
                stored.load(in);
            }
        }
        var usual = stored.getProperty("port", Integer.toString(Ports.free()));
        int port = wantedPort == 0 ? Integer.parseInt(usual) : wantedPort;
        var identity =
                new Identity(
                        stored.getProperty("cluster.id", Uuid.randomUuid().toString()),
                        port,
                        Integer.parseInt(stored.getProperty("controller.port", otherThan(port))));
        var kept = new LinkedHashMap<String, String>();
        kept.put("cluster.id", identity.clusterId());
        kept.put("port", Integer.toString(identity.port()));
        kept.put("controller.port", Integer.toString(identity.controllerPort()));
        write(identity(), kept);
        return identity;
    }

    /** Writes the broker's configuration; what the caller chose wins over what we choose. */
    void configure(Identity identity, Map<String, String> chosen) throws IOException {
        var all = BrokerProperties.of(identity, data());
        all.putAll(chosen);
        write(properties(), all);
    }

    /** Whether a broker was started here before. */
    boolean wereUsed() {
        return Files.exists(properties());
    }

    /** Whether a process has Kafka's own lock on the data. */
    boolean areInUse() {
        Path lock = data().resolve(".lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (var file = FileChannel.open(lock, StandardOpenOption.WRITE);
                var held = file.tryLock()) {
            return held == null;
        } catch (IOException _) {
            // Then the broker itself can tell what is wrong with its folder.
            return false;
        }
    }

    private Path data() {
        return dir.resolve("data");
    }

    private static String otherThan(int port) {
        int other;
        do {
            other = Ports.free();
        } while (other == port);
        return Integer.toString(other);
    }

    private static void write(Path file, Map<String, String> properties) throws IOException {
        var text =
                properties.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue().replace("\\", "\\\\"))
                        .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(file, text);
    }
}
