package io.attachrelay.gateway;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker, a store or a media host that fails may cost: a later answer, and no more. */
class FaultTest {

    @TempDir private Path folder;
    private final Web web = new Web();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        web.close();
        for (var part : open.reversed()) {
            part.close();
        }
    }

    @Test
    void while_the_broker_is_down_the_object_is_kept_and_not_fetched_again_after() {
        // Given
        var broker = broker();
        var relay = relay(broker, Duration.ofSeconds(8));
        var item = relay.publish("kept");
        var event = relay.event(item);
        broker.kill();
        var during = relay.deliver(event);
        var ready = web.get(relay.url("/readyz"));

        // When
        broker.start();

        // Then
        var after = untilAcknowledged(relay, event);
        assertThat(during.status()).isEqualTo(503);
        assertThat(during.retryAfter()).isNotNull();
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().at("/dependencies/kafka").asText()).isEqualTo("down");
        assertThat(ready.json().at("/dependencies/store").asText()).isEqualTo("up");
        assertThat(after.body()).contains("\"media\":[{\"mediaId\":");
        assertThat(relay.platform.media().downloads(item)).isEqualTo(1);
        assertThat(relay.storedEvents()).isNotEmpty();
        await().atMost(ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(web.get(relay.url("/readyz")).status()).isEqualTo(200));
    }

    @Test
    void when_the_deadline_passes_the_work_goes_on_for_the_next_delivery() {
        // Given
        var relay = relay(broker(), Duration.ofMillis(500));
        var item = relay.publish("slow-as-a-snail");
        var event = relay.event(item);
        relay.platform.media().inject(item, new MediaFault.Slow(10));
        var first = relay.deliver(event);

        // When
        var later = untilAcknowledged(relay, event);

        // Then
        assertThat(first.status()).isEqualTo(503);
        assertThat(first.retryAfter()).isNotNull();
        assertThat(later.status()).isEqualTo(200);
        assertThat(relay.platform.media().downloads(item)).isEqualTo(1);
        assertThat(relay.storedEvents()).hasSize(1);
    }

    @Test
    void a_store_that_fails_is_never_acknowledged() throws IOException {
        // Given
        var relay = relay(broker(), Duration.ofSeconds(8));
        var event = relay.event(relay.publish("unlucky"));
        var store = folder.resolve("store");
        Files.move(store, folder.resolve("unmounted"));
        var during = relay.deliver(event);

        // When
        Files.move(folder.resolve("unmounted"), store);

        // Then
        assertThat(during.status()).isEqualTo(503);
        assertThat(untilAcknowledged(relay, event).status()).isEqualTo(200);
    }

    @Test
    void what_is_held_for_a_fault_is_told_to_come_again_when_the_gateway_closes()
            throws IOException {
        // Given
        var relay = relay(broker(), Duration.ofMinutes(1));
        var item = relay.publish("unlucky");
        relay.platform.media().inject(item, new MediaFault.Unavailable());
        var event = relay.event(item);
        var held = CompletableFuture.supplyAsync(() -> relay.deliver(event));
        await().atMost(ofMinutes(1)).until(() -> !relay.platform.media().requests().isEmpty());
        // A try without a store ends before it finds that there is no room any more.
        Files.move(folder.resolve("store"), folder.resolve("unmounted"));

        // When
        relay.gateway().close();

        // Then sooner than the platform's time of 10 s and the gateway's grace of as many end it
        assertThat(held.join().status()).isEqualTo(503);
        assertThat(held.join().took()).isLessThan(Duration.ofSeconds(8));
    }

    private static DeliveryAttempt untilAcknowledged(Installation relay, WebhookEvent event) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> relay.deliver(event), DeliveryAttempt::isAcknowledged);
    }

    private KafkaBroker broker() {
        var broker = KafkaBroker.builder().dataDir(folder.resolve("kafka")).build().start();
        open.add(broker);
        return broker;
    }

    private Installation relay(KafkaBroker broker, Duration answerWithin) {
        try {
            var relay = Installation.start(broker, folder, answerWithin);
            open.add(relay);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
