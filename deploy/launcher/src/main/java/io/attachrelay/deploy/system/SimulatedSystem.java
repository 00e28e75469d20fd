package io.attachrelay.deploy.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.TopicCatalog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A real broker in a child process unless another is given, both simulated platforms and a settings
 * file that ties AttachRelay to them: the world around the services, for the demo and for tests.
 * The services themselves are started with {@link #start} in this process, or elsewhere with {@link
 * #settingsFile()}.
 */
public final class SimulatedSystem implements AutoCloseable {

    /** The tenant at the simulated Genesys. */
    public static final String ACME = "acme";

    /** The tenant at the simulated CXone. */
    public static final String GLOBEX = "globex";

    /** Both tenants' service token. */
    public static final String SERVICE_TOKEN = "simulated-service-token";

    /** The simulators take as many calls as come. */
    private static final int UNPACED = 1_000_000;

    private final Closing closing = new Closing();
    private final Path settingsFile;
    private final @Nullable KafkaBroker broker;
    private final String bootstrapServers;
    private final GenesysSimulator genesys;
    private final CxoneSimulator cxone;
    private final int gatewayPort;

    SimulatedSystem(SimulatedSystemBuilder builder) throws IOException {
        Files.createDirectories(builder.dir());
        try {
            genesys = closing.add(GenesysSimulator.start(builder.simulators()));
            cxone = closing.add(CxoneSimulator.start(builder.simulators()));
            String given = builder.bootstrapServers();
            broker = given == null ? ownBroker(builder) : null;
            bootstrapServers =
                    broker == null ? Objects.requireNonNull(given) : broker.bootstrapServers();
            gatewayPort = Ports.free();
            settingsFile = builder.dir().resolve("attachrelay.yaml");
            Files.writeString(settingsFile, yaml(builder));
        } catch (IOException | RuntimeException e) {
            closing.close();
            throw e;
        }
        target(genesys, ACME);
        target(cxone, GLOBEX);
    }

    private KafkaBroker ownBroker(SimulatedSystemBuilder builder) {
        KafkaBroker.Builder own = KafkaBroker.builder().dataDir(builder.dir().resolve("kafka"));
        if (builder.isBrokerProxied()) {
            own.proxied();
        }
        return closing.add(own.build()).start();
    }

    /** Collects what differs from the defaults; {@code dir} takes all that is written. */
    public static SimulatedSystemBuilder builder(Path dir) {
        return new SimulatedSystemBuilder(dir);
    }

    private void target(PlatformSimulator platform, String tenant) {
        platform.webhook().target(gatewayUrl().resolve("/webhooks/" + tenant));
    }

    private String yaml(SimulatedSystemBuilder builder) throws IOException {
        YAMLMapper mapper = new YAMLMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("data-dir", builder.dir().resolve("data").toString());
        root.put("instance-id", "simulated");
        root.putObject("gateway").put("port", gatewayPort);
        root.putObject("kafka").put("bootstrap-servers", bootstrapServers);
        root.putObject("links").put("secret", "simulated-link-secret");
        ObjectNode fetch = root.putObject("fetch");
        fetch.putArray("allow-private-hosts").add(host(genesys)).add(host(cxone));
        ObjectNode tenants = root.putObject("tenants");
        tenant(tenants.putObject(ACME), genesys);
        tenant(tenants.putObject(GLOBEX), cxone);
        builder.overrides().forEach((key, value) -> set(root, key, value));
        return mapper.writeValueAsString(root);
    }

    private static void tenant(ObjectNode tenant, PlatformSimulator platform) {
        tenant.put("profile", platform.profile());
        tenant.put("api-url", platform.apiUrl().toString());
        tenant.putObject("oauth")
                .put("token-url", platform.tokenUrl().toString())
                .put("client-id", platform.settings().clientId())
                .put("client-secret", platform.settings().clientSecret());
        tenant.putObject("webhook")
                .put("auth", "hub-signature")
                .put("secret", "sim-webhook-secret");
        tenant.put("service-token", SERVICE_TOKEN);
        tenant.putArray("media-hosts").add(host(platform));
        tenant.put("channel", "web");
        ObjectNode pace = tenant.putObject("pace").put("per-minute", UNPACED);
        pace.putObject("conversation").put("burst", UNPACED).put("refill-per-minute", UNPACED);
    }

    private static void set(ObjectNode root, String key, String value) {
        String[] names = key.split("\\.");
        ObjectNode at = root;
        for (int i = 0; i < names.length - 1; i++) {
            at = at.withObjectProperty(names[i]);
        }
        at.put(names[names.length - 1], value);
    }

    private static String host(PlatformSimulator platform) {
        return platform.media().url().getAuthority();
    }

    /** Starts services in this process; the caller closes them. */
    public AttachRelay start(Role... roles) {
        return AttachRelay.start(settings(), Set.of(roles));
    }

    /** The settings as an operator would have them. */
    public Settings settings() {
        return SettingsLoader.load(settingsFile, Map.of());
    }

    /** The file that {@link #settings()} come from, to be given to {@code --config}. */
    public Path settingsFile() {
        return settingsFile;
    }

    /** Where the gateway listens, once it runs. */
    public URI gatewayUrl() {
        return URI.create("http://127.0.0.1:" + gatewayPort);
    }

    /**
     * The broker, to be killed and started again.
     *
     * @throws IllegalStateException if it was given and so is not ours to end
     */
    public KafkaBroker broker() {
        if (broker == null) {
            throw new IllegalStateException("the broker is somebody else's");
        }
        return broker;
    }

    /** Where clients reach the broker. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The platform of {@link #ACME}. */
    public GenesysSimulator genesys() {
        return genesys;
    }

    /** The platform of {@link #GLOBEX}. */
    public CxoneSimulator cxone() {
        return cxone;
    }

    /** Clients of the broker. */
    public KafkaClients clients() {
        return new KafkaClients(settings().kafka());
    }

    /** The topics. */
    public TopicCatalog topics() {
        return new TopicCatalog(settings().kafka().topicPrefix());
    }

    @Override
    public void close() {
        closing.close();
    }
}
