package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static io.attachrelay.deploy.system.SimulatedSystem.SERVICE_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not come, at the gateway's edge: told what is wrong, and nothing is published. */
@ExtendWith(RunningSystems.class)
@Isolated("nobody else may publish while it looks whether something was published")
class BadRequestTest {

    private static final byte[] TEN_MEGABYTES = new byte[10 << 20];

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static final List<String> BODIES_WITHOUT_AN_EVENT =
            List.of(
                    "",
                    " ",
                    "null",
                    "42",
                    "[]",
                    "{}",
                    "{\"event_id\": \"e1\"",
                    "{\"event_type\": 7}",
                    "{\"event_id\":\"e1\",\"event_type\":\"message:message-media\"}",
                    "{\"event_id\":\"e1\",\"event_type\":\"message:message-media\",\"data\":[]}",
                    "[".repeat(100_000),
                    "\u0000\u0001\u0002");

    private final Stage stage;
    private final long storedBefore;

    BadRequestTest(InOneProcess system) {
        this.stage = system.stage();
        this.storedBefore = stored();
    }

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @ParameterizedTest
    @FieldSource("BODIES_WITHOUT_AN_EVENT")
    void a_body_that_is_no_event_is_malformed(String body) throws Exception {
        // When
        var answer = deliver(body.getBytes(UTF_8));

        // Then
        assertRefused(answer, 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/event_id",
                "/data/id",
                "/data/url",
                "/data/conversation_id",
                "/data/message_id"
            })
    void an_event_that_lacks_something_is_malformed(String field) throws Exception {
        // Given
        byte[] body = changed(event -> ((ObjectNode) event.at(parent(field))).remove(name(field)));

        // When
        var answer = deliver(body);

        // Then
        assertRefused(answer, 400, "malformed");
    }

    @Test
    void a_webhook_for_an_unknown_tenant_is_not_found() throws Exception {
        // When
        var answer = post("/webhooks/nobody", BodyPublishers.ofByteArray(event()), signed(event()));

        // Then
        assertRefused(answer, 404, "unknown-tenant");
    }

    @Test
    void a_webhook_with_another_bodys_signature_is_refused() throws Exception {
        // Given
        byte[] other = changed(event -> ((ObjectNode) event).put("event_id", "forged"));

        // When
        var answer = post("/webhooks/acme", BodyPublishers.ofByteArray(other), signed(event()));

        // Then
        assertRefused(answer, 401, "bad-signature");
    }

    @Test
    void a_webhook_without_a_signature_is_refused() throws Exception {
        // When
        var answer = post("/webhooks/acme", BodyPublishers.ofByteArray(event()), Map.of());

        // Then
        assertRefused(answer, 401, "bad-signature");
    }

    @Test
    void a_webhook_that_is_announced_too_large_is_refused() throws Exception {
        // When
        var answer =
                post(
                        "/webhooks/acme",
                        BodyPublishers.ofByteArray(TEN_MEGABYTES),
                        signed(TEN_MEGABYTES));

        // Then
        assertRefused(answer, 413, "body-too-large");
    }

    @Test
    void a_webhook_that_turns_out_too_large_in_chunks_is_refused() throws Exception {
        // When
        var answer = post("/webhooks/acme", inChunks(TEN_MEGABYTES), signed(TEN_MEGABYTES));

        // Then
        assertRefused(answer, 413, "body-too-large");
    }

    @Test
    void a_service_file_that_is_announced_too_large_is_refused() throws Exception {
        // When
        var answer =
                post(
                        "/media/acme?conversation=conv-large&name=large.bin",
                        BodyPublishers.ofByteArray(TEN_MEGABYTES),
                        Map.of("Authorization", "Bearer " + SERVICE_TOKEN));

        // Then
        assertRefused(answer, 413, "body-too-large");
    }

    @Test
    void a_service_file_that_turns_out_too_large_in_chunks_is_refused() throws Exception {
        // When
        var answer =
                post(
                        "/media/acme?conversation=conv-large&name=large.bin",
                        inChunks(TEN_MEGABYTES),
                        Map.of("Authorization", "Bearer " + SERVICE_TOKEN));

        // Then
        assertRefused(answer, 413, "body-too-large");
    }

    @Test
    void a_service_file_without_a_token_is_refused() throws Exception {
        // When
        var answer = post("/media/acme?conversation=c", BodyPublishers.ofString("hi"), Map.of());

        // Then
        assertRefused(answer, 401, "bad-token");
    }

    @Test
    void a_service_file_without_a_conversation_is_malformed() throws Exception {
        // When
        var answer =
                post(
                        "/media/acme",
                        BodyPublishers.ofString("hi"),
                        Map.of("Authorization", "Bearer " + SERVICE_TOKEN));

        // Then
        assertRefused(answer, 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/webhooks", "/webhooks/acme/more", "/m/no-token", "/m/a.b.c.d"})
    void a_path_that_leads_nowhere_is_not_found(String path) throws Exception {
        // When
        var answer =
                HTTP.send(
                        HttpRequest.newBuilder(stage.system().gatewayUrl().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());

        // Then
        assertRefused(answer, 404, "not-found");
    }

    @Test
    void the_gateway_goes_on_after_all_that() throws Exception {
        // Given
        for (String body : BODIES_WITHOUT_AN_EVENT) {
            deliver(body.getBytes(UTF_8));
        }
        ArrivingMessage message = stage.message(GLOBEX, SampleFiles.gif());

        // When
        int status = message.deliver().status();

        // Then
        assertThat(status).isEqualTo(200);
        new Ledger(stage).with(message).assertHolds();
    }

    private byte[] event() {
        return stage.message(ACME, SampleFiles.png()).event().body();
    }

    private byte[] changed(Consumer<JsonNode> change) throws IOException {
        JsonNode event = Json.mapper().readTree(event());
        change.accept(event);
        return Json.mapper().writeValueAsBytes(event);
    }

    private static String parent(String pointer) {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static BodyPublisher inChunks(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private Map<String, String> signed(byte[] body) {
        return stage.platform(ACME).webhook().signed(body);
    }

    private HttpResponse<String> deliver(byte[] body) throws IOException, InterruptedException {
        return post("/webhooks/acme", BodyPublishers.ofByteArray(body), signed(body));
    }

    private HttpResponse<String> post(String path, BodyPublisher body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stage.system().gatewayUrl().resolve(path)).POST(body);
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private long stored() {
        return stage.endOf(stage.system().topics().stored());
    }

    private void assertRefused(HttpResponse<String> answer, int status, String code)
            throws IOException {
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(Json.mapper().readTree(answer.body()).path("code").asText()).isEqualTo(code);
        assertThat(stored()).describedAs("records on the topic").isEqualTo(storedBefore);
    }
}
