package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.benchmarks.load.Work;
import io.attachrelay.deploy.launcher.Main;
import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Starts what is measured, all in one world. */
public final class Contenders {

    private final World world;

    /**
     * @param world ends them
     */
    public Contenders(World world) {
        this.world = world;
    }

    /**
     * The machine's limit: a plain copy, forced to disk, and one awaited publish with the gateway's
     * own producer.
     *
     * @param name for tables
     */
    public Limit limit(String name) throws IOException {
        return copy(name, PlainCopy::new);
    }

    /**
     * The limit of whoever keeps AttachRelay's promises: hash, a name that survives what the bytes
     * survive, two records.
     *
     * @param name for tables
     */
    public Limit durableLimit(String name) throws IOException {
        return copy(name, DurableCopy::new);
    }

    private interface Copying {
        Work.Worker worker(PlainDownload download, Path folder, Notices notices);
    }

    private Limit copy(String name, Copying copying) throws IOException {
        Path folder = world.folder(name);
        int port = world.fileHost().port();
        Notices notices = new Notices(world.closing(world.clients().producer()), topic(name + "."));
        return new Limit(
                name,
                folder,
                bytes -> copying.worker(new PlainDownload(port, bytes), folder, notices));
    }

    /** A gateway process that keeps its files on the disk. */
    public Webhooked gateway() throws IOException {
        return gateway("AttachRelay", System.getProperty("java.class.path"));
    }

    /**
     * The same of another build.
     *
     * @param name for tables
     * @param classPath of that build
     */
    public Webhooked gateway(String name, String classPath) throws IOException {
        Path folder = world.folder(name);
        GatewayFile file = new GatewayFile(world, folder);
        return gateway(name, classPath, file, Optional.of(folder.resolve("data/store")));
    }

    /** A gateway process that keeps its files in that Azure account. */
    public Webhooked azureGateway(String connectionString) throws IOException {
        GatewayFile file = new GatewayFile(world, world.folder("azure-gateway"));
        return gateway(
                "AttachRelay",
                System.getProperty("java.class.path"),
                file.onAzure(connectionString),
                Optional.empty());
    }

    private Webhooked gateway(String name, String classPath, GatewayFile file, Optional<Path> store)
            throws IOException {
        int port = Ports.free();
        var command =
                JavaCommand.of(classPath, Main.class, "gateway", "--config", file.write(port));
        return new Webhooked(name, world, world.start(file.name(), port, command, Map.of()), store);
    }

    /**
     * The peer, which keeps its files on the same disk.
     *
     * @param program its {@code server.js}
     */
    public Webhooked peer(Path program) throws IOException {
        Path folder = world.folder("peer");
        return peer("peer", program, "FOLDER", folder.toString(), Optional.of(folder));
    }

    /** The peer, which keeps its files in that Azure account. */
    public Webhooked azurePeer(Path program, String connectionString) throws IOException {
        return peer("azure-peer", program, "AZURE", connectionString, Optional.empty());
    }

    private Webhooked peer(
            String name, Path program, String store, String place, Optional<Path> folder)
            throws IOException {
        int port = Ports.free();
        var settings = world.platform().settings();
        var environment =
                Map.of(
                        "PORT",
                        Integer.toString(port),
                        "KAFKA",
                        world.bootstrapServers(),
                        "TOPIC",
                        topic("peer."),
                        "TOKEN_URL",
                        world.platform().tokenUrl().toString(),
                        "CLIENT_ID",
                        settings.clientId(),
                        "CLIENT_SECRET",
                        settings.clientSecret(),
                        "WEBHOOK_SECRET",
                        GatewayFile.WEBHOOK_SECRET,
                        store,
                        place);
        Server server = world.start(name, port, List.of("node", program.toString()), environment);
        return new Webhooked("peer", world, server, folder);
    }

    /**
     * A handler of Javalin's that only reads the body.
     *
     * @param answer what it answers
     */
    public Server bareHandler(String answer) throws IOException {
        Path file = Files.writeString(world.folder("bare").resolve("answer.json"), answer);
        return world.start("bare", BareHandler.class, file.toString());
    }

    /** A topic like the one that AttachRelay publishes stored events on. */
    private String topic(String prefix) {
        Topic<?> topic = new TopicCatalog(prefix).stored();
        try (Admin admin = world.clients().admin()) {
            new TopicAdmin(admin).ensure(List.of(topic), 1);
        }
        return topic.name();
    }
}
