package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.SimulatedSystemBuilder;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaHost;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.media.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;

/** A gateway of 256 MB, whatever its files are stored in, and a platform that brings many. */
@Isolated("what it measures is more where others take its processors")
abstract class SmallGatewayContract {

    private final Closing closing = new Closing();
    private ExecutorService platform;
    Stage stage;
    MediaHost host;
    SmallGateway gateway;

    /**
     * Where files go, by the keys of the settings file.
     *
     * @param afterwards closes what that needs
     */
    abstract Map<String, String> store(Closing afterwards);

    /** The name of the stage's folder. */
    abstract String name();

    /** Settings of the one test. */
    abstract Map<String, String> settings();

    @BeforeEach
    void start() throws IOException {
        Map<String, String> store = store(closing);
        stage = closing.add(Stage.set(name(), world -> set(set(world, store), settings())));
        host = stage.platform(ACME).media();
        gateway = closing.add(SmallGateway.start(stage));
        platform = Executors.newVirtualThreadPerTaskExecutor();
    }

    private static SimulatedSystemBuilder set(
            SimulatedSystemBuilder world, Map<String, String> settings) {
        settings.forEach(world::set);
        return world.set("fetch.max-in-flight", "64MB").set("fetch.read-timeout", "10m");
    }

    @AfterEach
    void stop() throws IOException {
        if (platform != null) {
            platform.shutdownNow();
        }
        closing.close();
    }

    MediaItem publish(long size) {
        return host.publish("file.bin", "application/octet-stream", Repetition.of(size));
    }

    ArrivingMessage message(MediaItem item) {
        return new ArrivingMessage(stage.platform(ACME), ACME, EventIds.random(), List.of(item));
    }

    List<Future<Delivery>> deliver(List<ArrivingMessage> messages) {
        return messages.stream().map(m -> platform.submit(m::deliverWithRetries)).toList();
    }

    void assertStored(List<ArrivingMessage> messages, List<Future<Delivery>> deliveries)
            throws Exception {
        for (int i = 0; i < messages.size(); i++) {
            MediaItem item = messages.get(i).media().getFirst();
            assertThat(deliveries.get(i).get().isAcknowledged()).isTrue();
            StoredObject object = stage.store().find(messages.get(i).objectKey(item)).orElseThrow();
            assertThat(object.sha256().hex()).isEqualTo(item.sha256());
        }
        assertThat(gateway.isAlive()).describedAs(gateway.quoteLog()).isTrue();
    }
}
