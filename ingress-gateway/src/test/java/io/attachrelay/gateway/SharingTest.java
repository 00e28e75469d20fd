package io.attachrelay.gateway;

import static io.attachrelay.gateway.Installation.SERVICE_TOKEN;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with room for four files at once, flooded by one tenant whose media host stalls. */
@ExtendWith(SharedBroker.class)
class SharingTest {

    private static final int ROOM = 4;
    private static final int FLOOD = 10;
    private static final String IN_FLIGHT = "attachrelay_fetch_in_flight_bytes";
    private static final String WAITING = "attachrelay_fetch_waiting{tenant=\"acme\"}";

    private final KafkaBroker broker;
    private final Web web = new Web();
    private final ExecutorService platform = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir private Path folder;
    private Installation relay;
    private MediaItem stalled;

    SharingTest(KafkaBroker broker) {
        this.broker = broker;
    }

    @BeforeEach
    void open() throws IOException {
        relay =
                Installation.start(
                        broker,
                        folder,
                        Installation.Choice.DEFAULT
                                .answeredWithin(Duration.ofMinutes(1))
                                .roomFor(ROOM));
        stalled = relay.publish("x".repeat(10_000));
        relay.platform.media().inject(stalled, new MediaFault.StallAfter(5_000));
    }

    @AfterEach
    void close() {
        relay.platform.heal();
        platform.shutdownNow();
        relay.close();
        web.close();
    }

    /** Two of these have room, and the others wait. */
    private List<Future<DeliveryAttempt>> flood() {
        List<Future<DeliveryAttempt>> flood =
                IntStream.range(0, FLOOD).mapToObj(_ -> delivering(relay.event(stalled))).toList();
        await().atMost(ofMinutes(1)).until(() -> metric(WAITING) == FLOOD - ROOM / 2);
        await().atMost(ofMinutes(1))
                .until(() -> relay.platform.media().downloads(stalled) == ROOM / 2);
        return flood;
    }

    private Future<DeliveryAttempt> delivering(WebhookEvent event) {
        return platform.submit(() -> relay.deliver(event));
    }

    private double metric(String sample) {
        return web.get(relay.url("/metrics"))
                .text()
                .lines()
                .filter(l -> l.startsWith(sample + " "))
                .mapToDouble(l -> Double.parseDouble(l.substring(sample.length() + 1)))
                .sum();
    }

    @Test
    void a_flood_takes_half_of_the_room_and_the_rest_of_it_waits_until_all_is_stored()
            throws Exception {
        // Given
        List<Future<DeliveryAttempt>> flood = flood();
        double inFlight = metric(IN_FLIGHT);

        // When
        relay.platform.heal();

        // Then
        for (Future<DeliveryAttempt> delivery : flood) {
            assertThat(delivery.get().status()).isEqualTo(200);
        }
        assertThat(inFlight).isEqualTo(ROOM / 2.0 * relay.store.bytesPerPut());
        assertThat(metric(IN_FLIGHT)).isZero();
        assertThat(metric(WAITING)).isZero();
    }

    @Test
    void another_tenant_is_served_while_all_of_the_flood_stands_still() {
        // Given
        flood();
        var event = relay.event(relay.publish("other"));

        // When
        var answer =
                web.call(
                        "POST",
                        relay.url("/webhooks/bearer"),
                        BodyPublishers.ofByteArray(event.body()),
                        Map.of("Authorization", "Bearer sim-webhook-secret"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(relay.platform.media().downloads(stalled)).isEqualTo(ROOM / 2);
    }

    @Test
    void a_service_of_the_flooding_tenant_is_told_to_come_again() {
        // Given
        flood();

        // When
        var answer =
                web.call(
                        "POST",
                        relay.url("/media/acme?conversation=c-1"),
                        BodyPublishers.ofString("%PDF-file"),
                        Map.of("Authorization", "Bearer " + SERVICE_TOKEN));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().at("/code").asText()).isEqualTo("try-again");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_gateway_that_closes_sends_away_who_waits_and_finishes_what_runs() throws Exception {
        // Given
        List<Future<DeliveryAttempt>> flood = flood();

        // When
        var closing = CompletableFuture.runAsync(relay.gateway()::close, platform);
        await().atMost(ofMinutes(1))
                .until(() -> flood.stream().filter(Future::isDone).count() == FLOOD - ROOM / 2);
        relay.platform.heal();
        closing.get();

        // Then
        List<Integer> statuses = flood.stream().map(f -> f.resultNow().status()).toList();
        assertThat(statuses).filteredOn(s -> s == 200).hasSize(ROOM / 2);
        assertThat(statuses).filteredOn(s -> s == 503).hasSize(FLOOD - ROOM / 2);
        assertThat(relay.platform.media().downloads(stalled)).isEqualTo(ROOM / 2);
    }
}
