package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.SimulatedSystemBuilder;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaHost;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.media.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a download costs a gateway of 256 MB while it is under way, whatever it is stored in. */
@ResourceLock(InFourProcesses.LOCK)
abstract class MemoryContract {

    /** A file that fills every buffer on its way before it stalls. */
    private static final long FILE_BYTES = 2 << 20;

    private static final long BEFORE_STALL = 1 << 20;

    private Stage stage;
    private MediaHost host;
    private SmallGateway gateway;
    private ExecutorService platform;

    /** Where files go, by the keys of the settings file. */
    abstract Map<String, String> store();

    /** The name of the stage's folder. */
    abstract String name();

    /** How many downloads are under way. */
    abstract int atOnce();

    /** What each may cost, in bytes of live heap. */
    abstract long mostEach();

    @BeforeEach
    void start() throws IOException {
        stage = Stage.set(name(), this::settings);
        host = stage.platform(ACME).media();
        platform = Executors.newVirtualThreadPerTaskExecutor();
        gateway = SmallGateway.start(stage);
    }

    private SimulatedSystemBuilder settings(SimulatedSystemBuilder world) {
        store().forEach(world::set);
        return world.set("fetch.max-in-flight", "64MB").set("fetch.read-timeout", "10m");
    }

    @AfterEach
    void stop() {
        platform.shutdownNow();
        gateway.close();
        stage.close();
    }

    @Test
    void a_download_under_way_costs_little_and_all_are_stored_in_the_end() throws Exception {
        // Given a gateway that has done everything once
        MediaItem first = publish(FILE_BYTES + 1);
        message(first).deliverWithRetries();
        long idle = gateway.liveHeap();
        MediaItem item = publish(FILE_BYTES);
        List<ArrivingMessage> messages =
                Stream.generate(() -> message(item)).limit(atOnce()).toList();

        // When they all stand still in the middle
        host.inject(item, new MediaFault.StallAfter(BEFORE_STALL));
        List<Future<Delivery>> deliveries = deliver(messages);
        Stage.await().until(() -> host.downloads(item) == atOnce());
        long each = (gateway.liveHeap() - idle) / atOnce();
        double inFlight = gateway.metric("attachrelay_fetch_in_flight_bytes");
        host.heal();

        // Then
        assertThat(each).describedAs("bytes each").isBetween(1L, mostEach());
        assertThat(inFlight).isEqualTo((double) atOnce() * stage.store().bytesPerPut());
        assertStored(messages, deliveries);
    }

    MediaItem publish(long size) {
        return host.publish("file.bin", "application/octet-stream", Repetition.of(size));
    }

    ArrivingMessage message(MediaItem item) {
        return new ArrivingMessage(stage.platform(ACME), ACME, EventIds.random(), List.of(item));
    }

    private List<Future<Delivery>> deliver(List<ArrivingMessage> messages) {
        return messages.stream().map(m -> platform.submit(m::deliverWithRetries)).toList();
    }

    private void assertStored(List<ArrivingMessage> messages, List<Future<Delivery>> deliveries)
            throws Exception {
        for (int i = 0; i < messages.size(); i++) {
            MediaItem item = messages.get(i).media().getFirst();
            assertThat(deliveries.get(i).get().isAcknowledged()).isTrue();
            StoredObject object = stage.store().find(messages.get(i).objectKey(item)).orElseThrow();
            assertThat(object.sha256().hex()).isEqualTo(item.sha256());
        }
        assertThat(gateway.isAlive()).isTrue();
    }
}
