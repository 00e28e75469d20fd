package io.attachrelay.deploy.system;

import io.attachrelay.gateway.Gateway;
import io.attachrelay.settings.Settings;
import io.attachrelay.topic.TopicAdmin;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Services of AttachRelay that run in this process, on parts that they share. */
public final class AttachRelay implements AutoCloseable {

    private final Closing closing = new Closing();
    private OptionalInt gatewayPort = OptionalInt.empty();

    private AttachRelay() {}

    /**
     * Starts services against the broker and store of the settings; topics that are missing are
     * created.
     *
     * @throws RuntimeException if something can't be opened; what was opened before is closed again
     */
    public static AttachRelay start(Settings settings, Set<Role> roles) {
        return begin(system -> system.open(settings, roles));
    }

    /** The same, and before it starts a broker of its own if the settings name none. */
    public static AttachRelay up(Settings settings, Set<Role> roles) {
        return begin(system -> system.open(EmbeddedBroker.ensure(settings, system.closing), roles));
    }

    private static AttachRelay begin(Consumer<AttachRelay> opening) {
        AttachRelay system = new AttachRelay();
        try {
            opening.accept(system);
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
        return system;
    }

    /** Where the gateway listens, if it is one of the services. */
    public OptionalInt gatewayPort() {
        return gatewayPort;
    }

    /**
     * The gateway comes last: it takes webhooks in only once the others are there to work on them.
     */
    private void open(Settings settings, Set<Role> roles) {
        Parts parts = Parts.open(settings, closing);
        Services services = new Services(parts, closing);
        int replicas = ensureTopics(parts);
        if (roles.contains(Role.VALIDATOR)) {
            services.startValidator(replicas);
        }
        if (roles.contains(Role.ROUTER)) {
            services.startRouter();
        }
        if (roles.contains(Role.SENDER)) {
            services.startSender();
        }
        if (roles.contains(Role.GATEWAY)) {
            Gateway gateway = services.startGateway();
            gatewayPort = OptionalInt.of(gateway.port());
        }
    }

    private static int ensureTopics(Parts parts) {
        try (Admin admin = parts.clients().admin()) {
            TopicAdmin topics = new TopicAdmin(admin);
            topics.ensure(parts.topics());
            return topics.usualReplicas();
        }
    }

    /** Stops taking work in, lets running work end, then closes all parts. */
    @Override
    public void close() {
        closing.close();
    }
}
