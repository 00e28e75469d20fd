package io.attachrelay.deploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Gigabytes: they take minutes and the disk's room, so only when asked for. What a download costs
 * in memory, the {@link MemoryContract} tests each time.
 */
@Tag("long")
@Timeout(1_200)
abstract class FloodContract extends SmallGatewayContract {

    /** Half of the gateway's heap, whatever flows: gigabytes leave the other half free. */
    private static final long MOST_GROWTH = 128L << 20;

    /** How many downloads have room; the others wait for it. */
    abstract int room();

    @Override
    Map<String, String> settings() {
        return Map.of("fetch.max-bytes", "100MB");
    }

    /** Logs alone are worth keeping. */
    @AfterEach
    @Override
    void stop() throws IOException {
        super.stop();
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

    private void flood(int count, long megabytes) throws Exception {
        // Given a gateway that has done everything once
        deliver(List.of(message(publish(1 << 20)))).getFirst().get();
        long idle = gateway.liveHeapInFlow();
        MediaItem item = publish(megabytes << 20);
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
        assertStored(messages, deliveries);
        assertThat(host.downloads(item)).isEqualTo(count);
    }

    private long filesUnderWay() throws Exception {
        double bytes = gateway.metric("attachrelay_fetch_in_flight_bytes");
        return Math.round(bytes / stage.store().bytesPerPut());
    }

    /** The most live heap that was seen until the last of them ended. */
    private long mostHeapDuring(List<Future<Delivery>> deliveries) throws Exception {
        long most = gateway.liveHeapInFlow();
        while (!deliveries.stream().allMatch(Future::isDone)) {
            most = Math.max(most, gateway.liveHeapInFlow());
            Thread.sleep(200);
        }
        return most;
    }
}
