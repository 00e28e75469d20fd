package io.attachrelay.deploy.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final Instant NOW = Instant.parse("2024-06-15T14:32:10Z");
    private static final EventIds IDS = new EventIds("e-1", "conv-1", "msg-1");

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private HttpServer webhook;
    private SimulatorSettings settings;
    private PlatformSimulator platform;

    private record Request(Map<String, List<String>> headers, byte[] body) {}

    @BeforeEach
    void start() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        webhook.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        webhook.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        requests.add(
                                new Request(
                                        exchange.getRequestHeaders(),
                                        exchange.getRequestBody().readAllBytes()));
                        var status = answers.poll();
                        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
                    }
                });
        webhook.start();
        settings =
                SimulatorSettings.defaults()
                        .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .withRetrySchedule(
                                new RetrySchedule(Duration.ofSeconds(5), 2, Duration.ofMillis(10)))
                        .withWebhook(
                                URI.create("http://127.0.0.1:" + webhook.getAddress().getPort()));
        platform = GenesysSimulator.start(settings);
    }

    @AfterEach
    void stop() {
        platform.close();
        webhook.stop(0);
    }

    @Test
    void a_genesys_event_is_the_guides() {
        // Given
        var item = platform.publish("a.png", "image/png", new byte[7]);

        // When
        var event = platform.mediaEvent(IDS, item);

        // Then
        assertThat(event.json())
                .isEqualTo(
                        """
                        {"event_id":"e-1","event_type":"message:message-media",\
                        "timestamp":"2024-06-15T14:32:10.000Z","data":{"id":"%s","url":"%s",\
                        "media_type":"image/png","size":7,"conversation_id":"conv-1",\
                        "message_id":"msg-1"}}\
                        """
                                .formatted(item.id(), item.url()));
    }

    @Test
    void a_cxone_event_is_the_guides() throws IOException {
        try (var cxone = CxoneSimulator.start(settings)) {
            // Given
            var item = cxone.publish("a.pdf", "application/pdf", new byte[7]).declaringSize(9);

            // When
            var event = cxone.mediaEvent(IDS, item);

            // Then
            assertThat(event.json())
                    .isEqualTo(
                            """
                            {"event_id":"e-1","event_type":"CONVERSATION_MESSAGE",\
                            "timestamp":"2024-06-15T14:32:10.000Z","data":{\
                            "conversation_id":"conv-1","message_id":"msg-1","attachments":[{\
                            "attachment_id":"%s","download_url":"%s",\
                            "mime_type":"application/pdf","file_name":"a.pdf","size_bytes":9}]}}\
                            """
                                    .formatted(item.id(), item.url()));
            assertThat(item.url().getPath()).isEqualTo("/v1/conversations/media/" + item.id());
        }
    }

    @Test
    void a_delivery_is_signed_over_its_raw_body() throws Exception {
        // Given
        var event = new WebhookEvent("e-1", "{\"a\":1}");

        // When
        var attempt = platform.webhook().deliver(event);

        // Then
        var request = requests.take();
        assertThat(attempt.isAcknowledged()).isTrue();
        assertThat(request.body()).isEqualTo(event.body());
        // openssl dgst -sha256 -hmac sim-webhook-secret -binary | base64
        assertThat(request.headers().get("X-hub-signature-256"))
                .containsExactly("sha256=agT997HBc/rFSMjnBBE4djZ0UAyfHUlOMHqkeeBmigw=");
    }

    @Test
    void a_bearer_goes_with_each_delivery_when_chosen() throws Exception {
        // Given
        var bearer = settings.withWebhookAuth(new WebhookAuth.Bearer("s3cret"));
        try (var cxone = CxoneSimulator.start(bearer)) {
            // When
            cxone.webhook().deliver(cxone.textEvent(IDS, "hi"));
        }

        // Then
        assertThat(requests.take().headers().get("Authorization")).containsExactly("Bearer s3cret");
    }

    @Test
    void a_delivery_is_repeated_while_the_webhook_is_busy() {
        // Given
        answers.addAll(List.of(503, 429));

        // When
        var delivery = platform.webhook().deliverWithRetries(platform.textEvent(IDS, "hi"));

        // Then
        assertThat(delivery.isAcknowledged()).isTrue();
        assertThat(delivery.attempts())
                .extracting(DeliveryAttempt::status)
                .containsExactly(503, 429, 200);
    }

    @Test
    void a_delivery_is_given_up_after_the_last_retry_and_at_once_after_a_final_answer() {
        // Given
        answers.addAll(List.of(500, 500, 500, 401));

        // When
        var failing = platform.webhook().deliverWithRetries(platform.textEvent(IDS, "hi"));
        var refused = platform.webhook().deliverWithRetries(platform.textEvent(IDS, "hi"));

        // Then
        assertThat(failing.attempts()).hasSize(3);
        assertThat(failing.isAcknowledged()).isFalse();
        assertThat(refused.attempts()).extracting(DeliveryAttempt::status).containsExactly(401);
    }

    @Test
    void a_platform_can_deliver_elsewhere_and_more_patiently() {
        // Given
        var usual = platform.webhook();
        var elsewhere = settings.webhook().resolve("/other");
        usual.target(URI.create("http://127.0.0.1:1"));
        answers.addAll(List.of(500, 500, 500, 200));

        // When
        var delivery =
                usual.to(elsewhere)
                        .retrying(new RetrySchedule(Duration.ofSeconds(5), 3, Duration.ZERO))
                        .deliverWithRetries(platform.textEvent(IDS, "hi"));

        // Then
        assertThat(delivery.attempts())
                .extracting(DeliveryAttempt::status)
                .containsExactly(500, 500, 500, 200);
        assertThat(usual.deliver(platform.textEvent(IDS, "hi")).status()).isZero();
    }

    @Test
    void nobody_there_is_an_attempt_without_a_status() {
        // Given
        webhook.stop(0);

        // When
        var attempt = platform.webhook().deliver(platform.textEvent(IDS, "hi"));

        // Then
        assertThat(attempt.status()).isZero();
        assertThat(attempt.error()).contains("ConnectException");
        assertThat(attempt.isRetryable()).isTrue();
    }

    @Test
    void concurrent_deliveries_carry_the_same_bytes() {
        // Given
        var event = platform.textEvent(IDS, "hi");

        // When
        var attempts = platform.webhook().deliverConcurrently(event, 20);

        // Then
        assertThat(attempts).hasSize(20).allMatch(DeliveryAttempt::isAcknowledged);
        assertThat(requests).hasSize(20).allMatch(r -> new String(r.body()).equals(event.json()));
    }

    @Test
    void any_bytes_can_be_posted_unsigned() throws Exception {
        // When
        platform.webhook().post(new byte[] {1, 2, 3}, Map.of("X-Test", "1"));

        // Then
        var request = requests.take();
        assertThat(request.body()).containsExactly(1, 2, 3);
        assertThat(request.headers())
                .containsKey("X-test")
                .doesNotContainKey("X-hub-signature-256");
    }

    @Test
    void the_simulator_is_controlled_over_http() throws Exception {
        // Given
        var published = control("POST", "media?name=a%20b.txt&type=text/plain", "hello");
        var id = new ObjectMapper().readTree(published).path("id").asText();

        // When
        var faulty =
                control(
                        "POST",
                        "faults",
                        "{\"media\":\"%s\",\"fault\":{\"fault\":\"expired\"},\"times\":1}"
                                .formatted(id));
        control(
                "POST",
                "faults",
                "{\"endpoint\":\"system-message\",\"fault\":{\"fault\":\"fail\",\"status\":503}}");
        var delivered =
                control(
                        "POST",
                        "deliver",
                        "{\"media\":[\"%s\"],\"messageId\":\"m-7\"}".formatted(id));
        var caller = new Caller(platform);
        var item = platform.media().item(id);
        int first = caller.download(item).statusCode();
        int second = caller.download(item).statusCode();
        caller.post("/api/v2/messages/m-1", "{\"type\":\"system\",\"body\":\"note\"}");

        // Then
        assertThat(faulty).isEqualTo("{}");
        assertThat(first).isEqualTo(403);
        assertThat(second).isEqualTo(200);
        assertThat(delivered).contains("m-7", "\"status\":200");
        assertThat(item.fileName()).isEqualTo("a b.txt");
        assertThat(control("GET", "received", ""))
                .contains("\"kind\":\"system-message\"", "\"status\":503", "\"status\":403");
        assertThat(control("POST", "faults", "{\"fault\":{\"fault\":\"odd\"}}")).contains("odd");
    }

    private String control(String method, String path, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(platform.apiUrl().resolve("/_sim/" + path))
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
