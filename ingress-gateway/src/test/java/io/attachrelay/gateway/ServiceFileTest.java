package io.attachrelay.gateway;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class ServiceFileTest {

    private static final byte[] BYTES = "%PDF-report".getBytes(StandardCharsets.UTF_8);
    private static final String PATH = "/media/acme?conversation=conv-1&name=report.pdf";

    @TempDir private Path folder;
    private final Web web = new Web();
    private Installation relay;

    @BeforeEach
    void start(KafkaBroker broker) throws IOException {
        relay = Installation.start(broker, folder);
    }

    @AfterEach
    void close() {
        relay.close();
        web.close();
    }

    @Test
    void a_file_is_stored_and_published_with_its_origin() {
        // When
        var answer = post(BodyPublishers.ofByteArray(BYTES), Map.of());

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("sizeBytes").asInt()).isEqualTo(BYTES.length);
        assertThat(answer.json().path("sha256").asText()).isEqualTo(Sha256.of(BYTES).hex());
        var event = relay.storedEvents().getFirst();
        assertThat(event.message().origin()).isEqualTo(Origin.SERVICE);
        assertThat(event.message().conversationId()).isEqualTo("conv-1");
        assertThat(event.message().channel()).isEqualTo("web");
        var kept = (StoredAttachment.Kept) event.attachments().getFirst();
        assertThat(kept.mediaId().value()).isEqualTo(answer.json().path("mediaId").asText());
        assertThat(kept.fileName()).isEqualTo("report.pdf");
        assertThat(kept.declaredType()).isEqualTo("application/pdf");
        assertThat(relay.store.find(new ObjectKey("acme", kept.mediaId()))).isPresent();
        assertThat(relay.auditEntries()).hasSize(1);
    }

    @Test
    void a_repeat_with_the_same_key_and_bytes_has_the_same_answer() {
        // Given
        var key = Map.of("Idempotency-Key", "order-7");
        var first = post(BodyPublishers.ofByteArray(BYTES), key);

        // When
        var second = post(BodyPublishers.ofByteArray(BYTES), key);

        // Then
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(relay.storedEvents().stream().map(e -> e.dedupKey()).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-other!", "", "%PDF-report and more"})
    void other_bytes_under_a_used_key_are_a_conflict(String other) {
        // Given
        var key = Map.of("Idempotency-Key", "order-7");
        post(BodyPublishers.ofByteArray(BYTES), key);

        // When
        var answer = post(BodyPublishers.ofString(other), key);

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("conflict");
        assertThat(relay.storedEvents()).hasSize(1);
    }

    @Test
    void without_a_key_each_file_is_its_own() {
        // Given
        var first = post(BodyPublishers.ofByteArray(BYTES), Map.of());

        // When
        var second = post(BodyPublishers.ofByteArray(BYTES), Map.of());

        // Then
        assertThat(second.json().path("mediaId")).isNotEqualTo(first.json().path("mediaId"));
    }

    @Test
    void an_empty_file_is_a_file() {
        // When
        var answer = post(BodyPublishers.noBody(), Map.of());

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("sizeBytes").asInt()).isZero();
    }

    @Test
    void a_file_of_exactly_the_limit_passes() {
        // When
        var answer = post(chunked((int) Installation.MAX_FILE_BYTES), Map.of());

        // Then
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void a_file_over_the_limit_is_refused_with_and_without_a_length() {
        // Given
        int size = (int) Installation.MAX_FILE_BYTES + 1;

        // When
        var known = post(BodyPublishers.ofByteArray(new byte[size]), Map.of());
        var unknown = post(chunked(size), Map.of());

        // Then
        assertThat(known.status()).isEqualTo(413);
        assertThat(unknown.status()).isEqualTo(413);
        assertThat(unknown.json().path("code").asText()).isEqualTo("body-too-large");
        assertThat(relay.storedEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/media/acme", "/media/acme?conversation=", "/media/acme?conversation=%00"})
    void a_file_for_no_conversation_is_malformed(String path) {
        // When
        var answer = post(path, BodyPublishers.ofByteArray(BYTES), Map.of());

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("malformed");
        assertThat(answer.json().path("detail").asText()).startsWith("conversation");
    }

    @Test
    void a_wrong_token_is_refused_with_the_scheme_that_is_wanted() {
        // When
        var answer =
                web.call(
                        "POST",
                        relay.url(PATH),
                        BodyPublishers.ofByteArray(BYTES),
                        Map.of("Authorization", "Bearer wrong"));

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.json().path("code").asText()).isEqualTo("bad-token");
    }

    @Test
    void of_a_body_that_is_cut_off_nothing_is_stored() throws IOException {
        // Given
        String request =
                "POST "
                        + PATH
                        + " HTTP/1.1\r\nHost: a\r\n"
                        + "Authorization: Bearer "
                        + Installation.SERVICE_TOKEN
                        + "\r\n"
                        + "Idempotency-Key: cut\r\nContent-Length: 1000\r\n\r\nsome bytes";

        // When
        RawSocket.sendAndClose(relay.url("/"), request);

        // Then
        var whole = post(BodyPublishers.ofByteArray(BYTES), Map.of("Idempotency-Key", "cut"));
        assertThat(whole.status()).isEqualTo(201);
        await().atMost(ofMinutes(1)).untilAsserted(() -> assertThat(filesInStore()).isEqualTo(1));
        assertThat(relay.storedEvents()).hasSize(1);
    }

    private long filesInStore() throws IOException {
        try (var files = Files.walk(folder.resolve("store"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static BodyPublisher chunked(int size) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size]));
    }

    private Web.Reply post(BodyPublisher body, Map<String, String> headers) {
        return post(PATH, body, headers);
    }

    private Web.Reply post(String path, BodyPublisher body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + Installation.SERVICE_TOKEN);
        all.put("Content-Type", "Application/PDF; name=x");
        return web.call("POST", relay.url(path), body, all);
    }
}
