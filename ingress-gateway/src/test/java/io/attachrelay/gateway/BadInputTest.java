package io.attachrelay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.model.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedBroker.class)
class BadInputTest {

    private static final int TEN_MB = 10 << 20;

    private static final List<String> BODIES =
            List.of(
                    "",
                    " ",
                    "{",
                    "null",
                    "[]",
                    "\"text\"",
                    "{}",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(100_000),
                    "{\"event_id\":1,\"event_type\":\"CONVERSATION_MESSAGE\",\"data\":\"no\"}",
                    "{} trailing",
                    "\u0000\u0001\u0002");

    @TempDir private static Path folder;
    private static Installation relay;
    private final Web web = new Web();

    @BeforeAll
    static void start(KafkaBroker broker) throws IOException {
        relay = Installation.start(broker, folder);
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @AfterEach
    void nothing_was_published() {
        assertThat(relay.storedEvents()).isEmpty();
        web.close();
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void a_body_that_can_not_be_read_is_malformed(String body) {
        // When
        var answer = signed(body.getBytes(StandardCharsets.UTF_8));

        // Then
        assertProblem(answer, 400, "malformed");
    }

    static Stream<String> bodiesWithoutOneId() {
        return Stream.of(
                "/event_id",
                "/data/conversation_id",
                "/data/message_id",
                "/data/attachments/0/attachment_id",
                "/data/attachments/0/download_url");
    }

    @ParameterizedTest
    @MethodSource("bodiesWithoutOneId")
    void an_event_without_an_id_is_malformed(String missing) throws IOException {
        // Given
        var event = Json.mapper().readTree(relay.event(relay.publish("any")).json());
        int last = missing.lastIndexOf('/');
        var parent = (ObjectNode) event.at(missing.substring(0, last));
        parent.remove(missing.substring(last + 1));

        // When
        var answer = signed(Json.mapper().writeValueAsBytes(event));

        // Then
        assertProblem(answer, 400, "malformed");
        assertThat(answer.text()).contains(missing.substring(last + 1));
    }

    @Test
    void a_body_without_a_true_signature_is_unauthorized() {
        // Given
        byte[] body = relay.event(relay.publish("any")).body();
        var wrong = Map.of("X-Hub-Signature-256", "sha256=AAAA");

        // When
        var answers = List.of(post(body, Map.of()), post(body, wrong));

        // Then
        assertThat(answers).allSatisfy(a -> assertProblem(a, 401, "bad-signature"));
    }

    @Test
    void a_signature_of_another_body_is_unauthorized() {
        // Given
        var signature = relay.platform.webhook().signed("{}".getBytes(StandardCharsets.UTF_8));

        // When
        var answer = post(relay.event(relay.publish("any")).body(), signature);

        // Then
        assertProblem(answer, 401, "bad-signature");
    }

    @Test
    void a_large_body_is_refused_with_and_without_a_length() {
        // Given
        byte[] body = new byte[TEN_MB];
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        var url = relay.url("/webhooks/acme");

        // When
        var answers =
                List.of(
                        web.call("POST", url, BodyPublishers.ofByteArray(body), Map.of()),
                        web.call("POST", url, chunked, Map.of()));

        // Then
        assertThat(answers).allSatisfy(a -> assertProblem(a, 413, "body-too-large"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /webhooks/nobody, 404, unknown-tenant",
        "POST, /webhooks/, 404, not-found",
        "POST, /webhooks/acme/more, 404, not-found",
        "GET, /nothing, 404, not-found",
        "GET, /webhooks/acme, 405, method-not-allowed",
        "PUT, /webhooks/acme, 405, method-not-allowed",
        "DELETE, /m/token, 405, method-not-allowed",
        "POST, /readyz, 405, method-not-allowed",
        "GET, /m/token, 404, not-found",
        "POST, /media/nobody?conversation=c, 404, unknown-tenant",
        "POST, /media/bearer?conversation=c, 404, not-found",
        "POST, /webhooks/bearer, 401, bad-token",
        "POST, /media/acme?conversation=c, 401, bad-token"
    })
    void what_is_not_served_is_a_problem(String method, String path, int status, String code) {
        // When
        var answer = web.call(method, relay.url(path), BodyPublishers.noBody(), Map.of());

        // Then
        assertProblem(answer, status, code);
    }

    static Stream<String> brokenRequests() {
        return Stream.of(
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                "GET /livez HTTP/1.1\r\n\r\n",
                "GET /m/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /m/%2e%2e%2fetc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /webhooks/acme HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /webhooks/acme HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /media/acme?conversation=%zz HTTP/1.1\r\nHost: a\r\n"
                        + "Authorization: Bearer service-token\r\nConnection: close\r\n"
                        + "Content-Length: 0\r\n\r\n",
                "\r\nnonsense\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("brokenRequests")
    void a_broken_request_is_never_our_fault(String request) throws IOException {
        // When
        String answer = RawSocket.exchange(relay.url("/"), request);

        // Then
        assertThat(answer)
                .matches("(?s)HTTP/1.1 4\\d\\d .*")
                .containsIgnoringCase("content-type: application/problem+json");
    }

    @Test
    void a_webhook_that_is_cut_off_does_no_harm() throws IOException {
        // Given
        String head =
                "POST /webhooks/acme HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"event";

        // When
        RawSocket.sendAndClose(relay.url("/"), head);

        // Then
        assertThat(web.get(relay.url("/livez")).status()).isEqualTo(200);
    }

    private Web.Reply signed(byte[] body) {
        return post(body, relay.platform.webhook().signed(body));
    }

    private Web.Reply post(byte[] body, Map<String, String> headers) {
        var url = relay.url("/webhooks/acme");
        return web.call("POST", url, BodyPublishers.ofByteArray(body), headers);
    }

    private static void assertProblem(Web.Reply answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        var fields = new ArrayList<String>();
        answer.json().fieldNames().forEachRemaining(fields::add);
        assertThat(fields).contains("type", "title", "status", "code", "detail");
        assertThat(answer.json().path("code").asText()).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    }
}
