package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.SERVICE_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaHost;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.settings.StoreSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A gateway that is told to end (SIGTERM) in the middle of its work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(4)
class ShutdownTest {

    private static final long FILE_BYTES = 500_000;
    private static final long BEFORE_STALL = 200_000;

    private final ExecutorService platform = Executors.newVirtualThreadPerTaskExecutor();
    private Stage stage;
    private MediaHost host;
    private SmallGateway gateway;
    private MediaItem item;

    @BeforeAll
    void set() throws IOException {
        // Room for two files, of which one tenant gets one. The longest wait that Genesys hears of.
        stage =
                Stage.set(
                        "shutdown",
                        world ->
                                world.set("fetch.max-in-flight", "300KB")
                                        .set("fetch.read-timeout", "10m")
                                        .set("gateway.answer-within", "9s"));
        host = stage.platform(ACME).media();
    }

    @BeforeEach
    void start() throws IOException {
        gateway = SmallGateway.start(stage);
        item = host.publish("a.bin", "application/octet-stream", Repetition.of(FILE_BYTES));
        host.inject(item, new MediaFault.StallAfter(BEFORE_STALL));
    }

    @AfterEach
    void stop() {
        host.heal();
        gateway.close();
    }

    @AfterAll
    void end() {
        platform.shutdownNow();
        stage.close();
    }

    private ArrivingMessage message() {
        return new ArrivingMessage(stage.platform(ACME), ACME, EventIds.random(), List.of(item));
    }

    private Future<DeliveryAttempt> delivering(ArrivingMessage message) {
        return platform.submit(message::deliver);
    }

    private Future<DeliveryAttempt> downloading(ArrivingMessage message) {
        Future<DeliveryAttempt> delivery = delivering(message);
        Stage.await().until(() -> host.downloads(item) == 1);
        return delivery;
    }

    /** Tells it to end, and returns when it has heard it. */
    private void terminate() throws Exception {
        gateway.terminate();
        Stage.await().until(() -> gateway.get("/readyz").statusCode() == 503);
    }

    private boolean isStored(ArrivingMessage message) {
        return stage.store()
                .find(message.objectKey(item))
                .filter(o -> o.sha256().hex().equals(item.sha256()))
                .isPresent();
    }

    private int records(ArrivingMessage message) throws InterruptedException {
        return stage.records(stage.system().topics().stored(), message.conversation()).size();
    }

    private List<Path> unfinished() throws IOException {
        var disk = (StoreSettings.Disk) stage.system().settings().store();
        try (Stream<Path> files = Files.list(disk.path().resolve(".unfinished"))) {
            return files.toList();
        }
    }

    private static void assertTryAgain(DeliveryAttempt attempt) {
        assertThat(attempt.status()).isEqualTo(503);
        assertThat(attempt.retryAfter()).isNotNull();
    }

    @Test
    void what_runs_ends_well_and_what_waits_or_comes_is_told_to_come_again() throws Exception {
        // Given
        ArrivingMessage running = message();
        Future<DeliveryAttempt> first = downloading(running);
        ArrivingMessage waiting = message();
        Future<DeliveryAttempt> second = delivering(waiting);
        Stage.await()
                .until(() -> gateway.metric("attachrelay_fetch_waiting{tenant=\"acme\"}") == 1);

        // When
        terminate();
        String ready = gateway.get("/readyz").body();
        ArrivingMessage late = message();
        DeliveryAttempt third = late.deliver();
        host.heal();

        // Then
        assertThat(first.get().status()).isEqualTo(200);
        assertTryAgain(second.get());
        assertTryAgain(third);
        assertThat(ready).contains("not-ready");
        assertThat(gateway.stop()).isIn(0, 143);
        assertThat(isStored(running)).isTrue();
        assertThat(records(running)).isOne();
        assertThat(isStored(waiting) || isStored(late)).isFalse();
        assertThat(unfinished()).isEmpty();
        assertAllIsTakenByTheNext(List.of(running, waiting, late));
        assertThat(host.downloads(item)).isEqualTo(3);
    }

    @Test
    void what_outlives_the_grace_is_given_up_and_complete_after_the_next_delivery()
            throws Exception {
        // Given
        ArrivingMessage endless = message();
        Future<DeliveryAttempt> first = downloading(endless);

        // When
        int exit = gateway.stop();

        // Then
        assertThat(exit).isIn(0, 143);
        assertThat(first.get().status()).isGreaterThanOrEqualTo(500);
        assertThat(isStored(endless)).isFalse();
        assertThat(records(endless)).isZero();
        assertThat(unfinished()).isEmpty();
        host.heal();
        assertAllIsTakenByTheNext(List.of(endless));
        assertThat(records(endless)).isOne();
    }

    @Test
    void a_file_that_a_service_is_handing_over_is_taken_to_its_end() throws Exception {
        // Given
        URI url = stage.system().gatewayUrl();
        try (Socket service = new Socket(url.getHost(), url.getPort())) {
            var head =
                    """
                    POST /media/acme?conversation=c-1&name=a.txt HTTP/1.1
                    Host: localhost
                    Authorization: Bearer %s
                    Content-Length: 10

                    hello\
                    """
                            .formatted(SERVICE_TOKEN)
                            .replace("\n", "\r\n");
            service.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            Stage.await().until(() -> gateway.metric("attachrelay_fetch_in_flight_bytes") > 0);

            // When
            terminate();
            service.getOutputStream().write("world".getBytes(StandardCharsets.US_ASCII));

            // Then
            service.setSoTimeout((int) Stage.PATIENCE.toMillis());
            byte[] answer = service.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 201");
            assertThat(gateway.stop()).isIn(0, 143);
        }
    }

    private void assertAllIsTakenByTheNext(List<ArrivingMessage> messages) throws Exception {
        gateway.close();
        gateway = SmallGateway.start(stage);
        for (ArrivingMessage message : messages) {
            assertThat(message.deliverWithRetries().isAcknowledged()).isTrue();
            assertThat(isStored(message)).isTrue();
        }
    }
}
