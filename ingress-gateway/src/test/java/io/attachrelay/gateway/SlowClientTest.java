package io.attachrelay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients that keep the gateway waiting are cut off, and nobody else notices them. */
@ExtendWith(SharedBroker.class)
class SlowClientTest {

    private static final String HEAD = "POST /webhooks/acme HTTP/1.1\r\nHost: a\r\n";
    private static final String WEBHOOK = HEAD + "Content-Length: 5000\r\n\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String FILE =
            "POST /media/acme?conversation=c HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n"
                    + "Authorization: Bearer service-token\r\n\r\n";
    private static final String UNKNOWN_FILE = FILE.replace("service-token", "guessed");
    private static final String NOWHERE = WEBHOOK.replace("/webhooks/acme", "/nowhere");

    @TempDir private Path folder;
    private final List<SlowSocket> sockets = new ArrayList<>();
    private Installation relay;

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        relay.close();
    }

    @Test
    void a_head_that_drips_is_cut(KafkaBroker broker) throws IOException {
        // Given
        start(broker, Duration.ofSeconds(1));

        // When
        var slow = open(HEAD, "X");

        // Then
        awaitCut(slow);
        assertThat(slow.answer()).isEmpty();
    }

    @Test
    void a_connection_on_which_nothing_comes_is_cut(KafkaBroker broker) throws IOException {
        // Given
        start(broker, Duration.ofSeconds(1));

        // When
        var silent = open("", "");

        // Then
        awaitCut(silent);
        assertThat(silent.answer()).isEmpty();
    }

    @Test
    void a_webhook_that_drips_or_stops_is_to_be_tried_again(KafkaBroker broker) throws IOException {
        // Given
        start(broker, Duration.ofSeconds(1));

        // When
        var slow = List.of(open(WEBHOOK, "x"), open(WEBHOOK, ""), open(CHUNKED, "1\r\nx\r\n"));

        // Then
        slow.forEach(SlowClientTest::awaitCut);
        assertThat(slow)
                .allSatisfy(s ->
                        assertThat(s.answer())
                                .startsWith("HTTP/1.1 503 ")
                                .contains("Retry-After: ", "Connection: close", "try-again"));
    }

    @Test
    void a_file_of_a_service_that_drips_or_stops_has_timed_out(KafkaBroker broker)
            throws IOException {
        // Given
        start(broker, Duration.ofSeconds(1));

        // When
        var slow = List.of(open(FILE, "x"), open(FILE, ""));

        // Then
        slow.forEach(SlowClientTest::awaitCut);
        assertThat(slow)
                .allSatisfy(s ->
                        assertThat(s.answer()).startsWith("HTTP/1.1 408 ").contains("too-slow"));
        assertThat(relay.storedEvents()).isEmpty();
    }

    @Test
    void a_body_that_nobody_wants_may_not_drip_for_ever(KafkaBroker broker) throws IOException {
        // Given
        start(broker, Duration.ofSeconds(1));

        // When
        var unknown = open(UNKNOWN_FILE, "x");
        var nowhere = open(NOWHERE, "x");

        // Then
        awaitCut(unknown);
        awaitCut(nowhere);
        assertThat(unknown.answer()).startsWith("HTTP/1.1 401 ");
        assertThat(nowhere.answer()).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void a_client_that_does_not_read_its_answers_is_cut(KafkaBroker broker) throws IOException {
        // Given
        start(broker, Duration.ofSeconds(1));

        // When
        var deaf = deaf(get(LargeFile.link(relay)));

        // Then
        awaitCut(deaf);
    }

    @Test
    void who_waits_for_a_slow_platform_is_not_cut(KafkaBroker broker) throws IOException {
        // Given
        start(broker, Duration.ofSeconds(2));
        var item = relay.publish("slow-as-a-snail");
        relay.platform.media().inject(item, new MediaFault.Slow(5));

        // When
        var answer = relay.deliver(relay.event(item));

        // Then
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    void two_hundred_slow_clients_keep_no_webhook_out(KafkaBroker broker) throws IOException {
        // Given
        start(broker, Duration.ofSeconds(5));
        String large = get(LargeFile.link(relay));
        for (int i = 0; i < 40; i++) {
            open(HEAD, "X");
            open("", "");
            open(WEBHOOK, "x");
            open(FILE, "");
            deaf(large);
        }

        // When
        var delivery =
                relay.platform.webhook().deliverWithRetries(relay.event(relay.publish("good")));

        // Then
        assertThat(delivery.isAcknowledged()).as(delivery.toString()).isTrue();
        sockets.forEach(SlowClientTest::awaitCut);
    }

    @Test
    void where_all_connections_are_taken_a_webhook_waits_for_the_slow_ones_to_be_cut(
            KafkaBroker broker) throws IOException {
        // Given
        relay =
                Installation.start(
                        broker, folder, receivedWithin(Duration.ofSeconds(2)).connections(20));
        for (int i = 0; i < 25; i++) {
            open(HEAD, "X");
        }

        // When
        var delivery =
                relay.platform.webhook().deliverWithRetries(relay.event(relay.publish("good")));

        // Then
        assertThat(delivery.isAcknowledged()).as(delivery.toString()).isTrue();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private void start(KafkaBroker broker, Duration receiveWithin) throws IOException {
        relay = Installation.start(broker, folder, receivedWithin(receiveWithin));
    }

    private static Installation.Choice receivedWithin(Duration time) {
        return Installation.Choice.DEFAULT.receivedWithin(time);
    }

    private SlowSocket open(String first, String drop) throws IOException {
        var slow = SlowSocket.open(relay.url("/"), first, drop);
        sockets.add(slow);
        return slow;
    }

    private SlowSocket deaf(String requests) throws IOException {
        var slow = SlowSocket.deaf(relay.url("/"), requests);
        sockets.add(slow);
        return slow;
    }

    /** Far beyond the time that is set, and far below what Jetty alone would take. */
    private static void awaitCut(SlowSocket slow) {
        await().atMost(Duration.ofSeconds(25)).until(slow::isCut);
    }
}
