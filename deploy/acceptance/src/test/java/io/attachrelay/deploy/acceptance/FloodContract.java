package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.SimulatedSystemBuilder;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaHost;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gigabytes through a gateway of 256 MB: they take minutes and the disk's room, so only when asked
 * for. What a download costs in memory, the {@link MemoryContract} tests each time.
 */
@Tag("long")
@Timeout(1_200)
@ResourceLock(InFourProcesses.LOCK)
abstract class FloodContract {

    /** Half of the gateway's heap, whatever flows: gigabytes leave the other half free. */
    private static final long MOST_GROWTH = 128L << 20;

    private Stage stage;
    private MediaHost host;
    private SmallGateway gateway;
    private ExecutorService platform;

    /** Where files go, by the keys of the settings file. */
    abstract Map<String, String> store();

    /** The name of the stage's folder. */
    abstract String name();

    /** How many downloads have room; the others wait for it. */
    abstract int room();

    @BeforeEach
    void start() throws IOException {
        stage = Stage.set(name(), this::settings);
        host = stage.platform(ACME).media();
        platform = Executors.newVirtualThreadPerTaskExecutor();
        gateway = SmallGateway.start(stage);
    }

    private SimulatedSystemBuilder settings(SimulatedSystemBuilder world) {
        store().forEach(world::set);
        return world.set("fetch.max-bytes", "100MB")
                .set("fetch.max-in-flight", "64MB")
                .set("fetch.read-timeout", "10m");
    }

    @AfterEach
    void stop() throws IOException {
        platform.shutdownNow();
        gateway.close();
        stage.close();
        // Logs alone are worth keeping.
        Stage.delete(stage.folder().resolve("data"));
    }

    @Test
    void many_large_files_at_once_are_all_stored_whole() throws Exception {
        flood(200, 25);
    }

    @Test
    void some_files_of_the_largest_size_at_once_are_all_stored_whole() throws Exception {
        flood(20, 100);
    }

    private void flood(int count, int megabytes) throws Exception {
        // Given a gateway that has done everything once
        deliver(List.of(message(publish(1)))).getFirst().get();
        long idle = gateway.liveHeap();
        MediaItem item = publish(megabytes);
        List<ArrivingMessage> messages = Stream.generate(() -> message(item)).limit(count).toList();

        // When all that have room are under way, and their bytes come
        int atOnce = Math.min(count, room());
        host.inject(item, new MediaFault.StallAfter(1 << 20));
        List<Future<Delivery>> deliveries = deliver(messages);
        Stage.await().until(() -> host.downloads(item) == atOnce && filesUnderWay() == atOnce);
        host.heal();
        long most = mostHeapDuring(deliveries);

        // Then
        System.out.printf("%s, %d files: heap from %d to %d%n", name(), count, idle, most);
        assertThat(most - idle).describedAs("growth").isLessThan(MOST_GROWTH);
        for (Future<Delivery> delivery : deliveries) {
            assertThat(delivery.get().isAcknowledged()).isTrue();
        }
        for (ArrivingMessage message : messages) {
            var object = stage.store().find(message.objectKey(item)).orElseThrow();
            assertThat(object.sha256().hex()).isEqualTo(item.sha256());
        }
        assertThat(gateway.isAlive()).describedAs(gateway.quoteLog()).isTrue();
        assertThat(host.downloads(item)).isEqualTo(count);
    }

    private MediaItem publish(int megabytes) {
        return host.publish(
                "a.bin", "application/octet-stream", Repetition.of((long) megabytes << 20));
    }

    private ArrivingMessage message(MediaItem item) {
        return new ArrivingMessage(stage.platform(ACME), ACME, EventIds.random(), List.of(item));
    }

    private List<Future<Delivery>> deliver(List<ArrivingMessage> messages) {
        return messages.stream().map(m -> platform.submit(m::deliverWithRetries)).toList();
    }

    private long filesUnderWay() throws Exception {
        double bytes = gateway.metric("attachrelay_fetch_in_flight_bytes");
        return Math.round(bytes / stage.store().bytesPerPut());
    }

    /** The most live heap that was seen until the last of them ended. */
    private long mostHeapDuring(List<Future<Delivery>> deliveries) throws Exception {
        long most = gateway.liveHeap();
        while (!deliveries.stream().allMatch(Future::isDone)) {
            most = Math.max(most, gateway.liveHeap());
            Thread.sleep(200);
        }
        return most;
    }
}
