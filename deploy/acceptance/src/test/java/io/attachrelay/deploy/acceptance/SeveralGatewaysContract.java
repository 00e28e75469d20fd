package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Promise 2 with three gateways on one store, whatever becomes of two of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("several-gateways")
abstract class SeveralGatewaysContract {

    private static final int GATEWAYS = 3;
    private static final int EVENTS = 100;

    /** Half a second for each download: a gateway under load is always in the middle of some. */
    private static final int BYTES = 20_000;

    private static final MediaFault.Slow SLOW = new MediaFault.Slow(2 * BYTES);

    private final Closing closing = new Closing();
    private Stage stage;
    private Gateways gateways;

    /**
     * A stage whose verdicts somebody makes.
     *
     * @param afterwards takes what is to be closed after the gateways
     */
    abstract Stage stage(Closing afterwards) throws IOException;

    @BeforeAll
    void start() throws IOException {
        stage = stage(closing);
        gateways = closing.add(new Gateways(stage, GATEWAYS));
        gateways.start();
    }

    @AfterAll
    void stop() {
        closing.close();
    }

    @Test
    void each_event_is_downloaded_once_while_all_live() throws Exception {
        // Given
        List<ArrivingMessage> messages = messages(1);

        // When
        List<Delivery> ended;
        try (var deliveries = new Deliveries(messages, gateways, 1)) {
            ended = deliveries.all();
        }

        // Then
        assertThat(ended).hasSize(GATEWAYS * EVENTS).allMatch(Delivery::isAcknowledged);
        assertThat(messages).allSatisfy(m -> assertThat(downloads(m)).isOne());
        new Ledger(stage).with(messages).assertHolds();
    }

    @Test
    void a_gateway_that_dies_and_one_that_stalls_cost_downloads_and_nothing_else()
            throws Exception {
        // Given
        List<ArrivingMessage> messages = messages(2);
        List<ArrivingMessage> orphaned;
        try (var deliveries = new Deliveries(messages, gateways, 2)) {
            deliveries.await(gateways.get(0), 20);

            // When the third is left alone with all that the others hold
            gateways.get(0).kill();
            gateways.get(1).pause();
            orphaned = messages.stream().filter(this::isHeldByDeadOrStalled).toList();
            deliveries.await(gateways.get(2), EVENTS);
            gateways.get(1).resume();
            gateways.get(0).start();

            // Then
            assertThat(deliveries.all()).allMatch(Delivery::isAcknowledged);
        }
        assertThat(orphaned).isNotEmpty();
        assertThat(messages)
                .allSatisfy(
                        m -> assertThat(downloads(m)).isBetween(1, orphaned.contains(m) ? 2 : 1));
        new Ledger(stage).with(messages).assertHolds();
    }

    @Test
    void a_holder_that_wakes_after_its_claim_was_taken_over_ends_with_the_same_object()
            throws Exception {
        // Given a gateway that stands still in the middle of a download
        ArrivingMessage message = stage.message(GLOBEX, SampleFiles.pdf().ofSize(100_000));
        MediaItem item = message.media().getFirst();
        message.platform().media().inject(item, new MediaFault.Slow(10_000), 1);
        CompletableFuture<Delivery> first = supplyAsync(() -> deliver(message, gateways.get(0)));
        Stage.await().until(() -> downloads(message) == 1);
        gateways.get(0).pause();

        // When
        Delivery second = deliver(message, gateways.get(1));
        StoredObject takenOver = stage.store().find(message.objectKey(item)).orElseThrow();
        gateways.get(0).resume();

        // Then
        assertThat(List.of(first.get(), second))
                .allMatch(Delivery::isAcknowledged)
                .allMatch(d -> d.last().body().contains(item.sha256()));
        assertThat(downloads(message)).isEqualTo(2);
        assertThat(stage.store().find(message.objectKey(item))).contains(takenOver);
        new Ledger(stage).with(message).assertHolds();
    }

    private boolean isHeldByDeadOrStalled(ArrivingMessage message) {
        return stage.store()
                .read(message.objectKey(message.media().getFirst()).sidecar("claim"))
                .map(claim -> new String(claim.content(), StandardCharsets.UTF_8))
                .filter(c ->
                        Stream.of(0, 1).anyMatch(i -> c.contains(gateways.get(i).name() + "/")))
                .isPresent();
    }

    private List<ArrivingMessage> messages(int seed) {
        return IntStream.range(0, EVENTS).mapToObj(i -> slow(seed * EVENTS + i)).toList();
    }

    private ArrivingMessage slow(int seed) {
        String tenant = seed % 2 == 0 ? ACME : GLOBEX;
        ArrivingMessage message = stage.message(tenant, SampleFiles.pdf().seed(seed).ofSize(BYTES));
        message.platform().media().inject(message.media().getFirst(), SLOW);
        return message;
    }

    private static int downloads(ArrivingMessage message) {
        return message.platform().media().downloads(message.media().getFirst());
    }

    private static Delivery deliver(ArrivingMessage message, ServiceProcess gateway) {
        return message.senderTo(gateway).deliverWithRetries(message.event());
    }
}
