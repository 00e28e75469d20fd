package io.attachrelay.deploy.acceptance;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.notice.Phrasebook;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.platform.PlatformAdapters;
import io.attachrelay.sender.OutboundSender;
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.sender.convert.Converters;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * A sender in a JVM of its own that makes a PDF of any text. It can be told to stop for ever at a
 * point, so that it can be killed there.
 */
final class ConvertingSender {

    /** Where it stops, after it has made the file that stands for the point. */
    enum Stop {
        NOWHERE,
        /** In the midst of a conversion. */
        CONVERTING,
        /** The outcome is in the store, and not yet published. */
        STORED
    }

    private final Stop stop;
    private final Path reached;

    private ConvertingSender(Stop stop, Path reached) {
        this.stop = stop;
        this.reached = reached;
    }

    /**
     * Runs until it is killed.
     *
     * @param args the settings file, where to stop, and the file to make when it is there
     */
    public static void main(String[] args) throws Exception {
        // Whoever started it may have been killed.
        ProcessHandle.current()
                .parent()
                .ifPresent(p -> p.onExit().thenRun(() -> Runtime.getRuntime().halt(3)));
        Settings settings = SettingsLoader.load(Path.of(args[0]), Map.of());
        new ConvertingSender(Stop.valueOf(args[1]), Path.of(args[2])).run(settings);
        new CountDownLatch(1).await();
    }

    private void run(Settings settings) {
        var clients = new KafkaClients(settings.kafka());
        var adapters = new PlatformAdapters(Clock.systemUTC());
        var tenants =
                settings.tenants().values().stream()
                        .collect(
                                Collectors.toMap(
                                        tenant -> tenant.name(),
                                        tenant -> {
                                            PlatformAdapter adapter = adapters.open(tenant);
                                            return new OutboundSender.Tenant(
                                                    tenant.profile(),
                                                    adapter,
                                                    tenant.channel(),
                                                    tenant.onDoubt(),
                                                    Phrasebook.standard().forTenant(tenant.name()));
                                        }));
        var converter = new PdfOfText(() -> arrive(Stop.CONVERTING));
        new OutboundSender(
                        clients,
                        OutboundSender.options(settings.instanceId(), settings.sender()),
                        new TopicCatalog(settings.kafka().topicPrefix()),
                        new Publisher(clients.producer()),
                        stopping(ObjectStores.open(settings.store(), Clock.systemUTC())),
                        name -> Optional.ofNullable(tenants.get(name)),
                        settings.sender(),
                        new OutboundSender.Forms(
                                ChannelMatrix.standard(),
                                new Converters(List.of(converter)),
                                Optional.empty(),
                                settings.dataDir().resolve("conversions"),
                                settings.convert().atOnce()),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())
                .start();
    }

    /** The store, which stops once an object is put. */
    private ObjectStore stopping(ObjectStore real) {
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (_, method, arguments) -> {
                            try {
                                Object outcome = method.invoke(real, arguments);
                                if (method.getName().equals("put")
                                        && arguments[0] instanceof ObjectKey) {
                                    arrive(Stop.STORED);
                                }
                                return outcome;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private void arrive(Stop here) {
        if (here != stop) {
            return;
        }
        try {
            Files.createFile(reached);
            new CountDownLatch(1).await();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
