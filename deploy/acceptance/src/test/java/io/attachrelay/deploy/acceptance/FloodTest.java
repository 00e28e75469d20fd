package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gigabytes through a gateway of 256 MB: they take minutes and the disk's room, so only when asked
 * for. What a download costs in memory, the {@link MemoryContract} tests each time.
 */
@Tag("long")
@Timeout(1_200)
class FloodTest {

    @ParameterizedTest
    @CsvSource({"200, 25", "20, 100"})
    void as_many_large_files_at_once_are_all_stored_whole(int count, int megabytes)
            throws Exception {
        // Given
        try (ExecutorService platform = Executors.newVirtualThreadPerTaskExecutor();
                Stage stage = Stage.set("flood", world -> world.set("fetch.max-bytes", "100MB"));
                SmallGateway gateway = SmallGateway.start(stage)) {
            var content = Repetition.of((long) megabytes << 20);
            MediaItem item =
                    stage.platform(ACME)
                            .media()
                            .publish("a.bin", "application/octet-stream", content);
            List<ArrivingMessage> messages =
                    Stream.generate(() -> message(stage, item)).limit(count).toList();

            // When
            List<Future<Delivery>> deliveries =
                    messages.stream().map(m -> platform.submit(m::deliverWithRetries)).toList();

            // Then
            for (Future<Delivery> delivery : deliveries) {
                assertThat(delivery.get().isAcknowledged()).isTrue();
            }
            for (ArrivingMessage message : messages) {
                var object = stage.store().find(message.objectKey(item)).orElseThrow();
                assertThat(object.sha256().hex()).isEqualTo(item.sha256());
            }
            assertThat(gateway.isAlive()).describedAs(gateway.quoteLog()).isTrue();
            assertThat(stage.platform(ACME).media().downloads(item)).isEqualTo(count);
        } finally {
            // Logs alone are worth keeping.
            Stage.delete(Stage.folder("flood").resolve("data"));
        }
    }

    private static ArrivingMessage message(Stage stage, MediaItem item) {
        return new ArrivingMessage(stage.platform(ACME), ACME, EventIds.random(), List.of(item));
    }
}
