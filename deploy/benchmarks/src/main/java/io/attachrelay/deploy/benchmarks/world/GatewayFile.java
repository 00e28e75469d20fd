package io.attachrelay.deploy.benchmarks.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings file of a gateway: what an operator must say, and defaults for the rest. */
final class GatewayFile {

    /** That of {@code SimulatorSettings.defaults()}. */
    static final String WEBHOOK_SECRET = "sim-webhook-secret";

    private static final YAMLMapper YAML = new YAMLMapper();

    private final World world;
    private final Path folder;
    private final ObjectNode root = YAML.createObjectNode();

    /**
     * @param folder is its own
     */
    GatewayFile(World world, Path folder) {
        this.world = world;
        this.folder = folder;
        root.put("data-dir", folder.resolve("data").toString());
        root.put("instance-id", name());
        root.putObject("kafka").put("bootstrap-servers", world.bootstrapServers());
        root.putObject("fetch").putArray("allow-private-hosts").add(mediaHost());
        ObjectNode tenants = root.putObject("tenants");
        for (Tenant tenant : Tenant.values()) {
            describe(tenants.putObject(tenant.wireName()));
        }
    }

    private void describe(ObjectNode tenant) {
        GenesysSimulator platform = world.platform();
        tenant.put("profile", platform.profile());
        tenant.put("api-url", platform.apiUrl().toString());
        tenant.putObject("oauth")
                .put("token-url", platform.tokenUrl().toString())
                .put("client-id", platform.settings().clientId())
                .put("client-secret", platform.settings().clientSecret());
        tenant.putObject("webhook").put("auth", "hub-signature").put("secret", WEBHOOK_SECRET);
        tenant.putArray("media-hosts").add(mediaHost());
        tenant.put("channel", "web");
    }

    private String mediaHost() {
        return "127.0.0.1:" + world.fileHost().port();
    }

    /** The same with files in that Azure account instead of the disk. */
    GatewayFile onAzure(String connectionString) {
        root.putObject("store")
                .put("kind", "azure")
                .put("connection-string", connectionString)
                .put("container", "media");
        return this;
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Writes it for a gateway on that port; its path. */
    String write(int port) throws IOException {
        root.putObject("gateway").put("port", port);
        Path file = folder.resolve("attachrelay.yaml");
        return Files.writeString(file, YAML.writeValueAsString(root)).toString();
    }
}
