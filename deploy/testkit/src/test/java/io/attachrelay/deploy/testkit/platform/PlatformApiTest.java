package io.attachrelay.deploy.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlatformApiTest {

    private static final byte[] PDF = "%PDF-1.7\nrest".getBytes();
    private static final String FILE = "name=\"mediaFile\"; filename=\"a.pdf\"";
    private static final Duration SOON = Duration.ofSeconds(10);

    private GenesysSimulator genesys;
    private CxoneSimulator cxone;
    private Caller toGenesys;
    private Caller toCxone;

    @BeforeEach
    void start() throws IOException {
        genesys = GenesysSimulator.start();
        cxone = CxoneSimulator.start();
        toGenesys = new Caller(genesys);
        toCxone = new Caller(cxone);
    }

    @AfterEach
    void stop() {
        genesys.close();
        cxone.close();
    }

    @Test
    void tokens_are_issued_for_the_right_secret_only() throws Exception {
        // Given
        genesys.tokens().expireAfter(Duration.ofSeconds(90));

        // When
        var right = toGenesys.askForToken(genesys.settings().clientSecret());
        var wrong = toGenesys.askForToken("guess");

        // Then
        var token = new ObjectMapper().readTree(right.body());
        assertThat(token.path("expires_in").asInt()).isEqualTo(90);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(genesys.tokens().requests()).isEqualTo(2);
        assertThat(genesys.tokens().check("Bearer " + token.path("access_token").asText()))
                .isEqualTo(Bearer.VALID);
    }

    @Test
    void a_token_expires_by_the_clock() {
        // Given
        var now = new Instant[] {Instant.parse("2026-01-01T00:00:00Z")};
        var tokens = new Tokens(settable(now));
        var token = tokens.issue();

        // When
        now[0] = now[0].plus(Duration.ofHours(1));

        // Then
        assertThat(tokens.check("Bearer " + token)).isEqualTo(Bearer.STALE);
    }

    @Test
    void genesys_takes_an_upload_and_a_message_with_it() throws Exception {
        // When
        var upload = toGenesys.upload("/api/v2/message/mediadata", FILE, "application/pdf", PDF);
        var id = new ObjectMapper().readTree(upload.body()).path("media_id").asText();
        var send = toGenesys.post("/api/v2/messages", genesysMessage(id));

        // Then
        assertThat(send.statusCode()).isEqualTo(200);
        assertThat(genesys.received().uploads())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.id()).isEqualTo(id);
                    assertThat(file.fileName()).isEqualTo("a.pdf");
                    assertThat(file.sizeBytes()).isEqualTo(PDF.length);
                    assertThat(file.detectedType()).isEqualTo("application/pdf");
                });
        assertThat(genesys.received().messages())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.target()).isEqualTo("user-1");
                    assertThat(message.attachments().getFirst().id()).isEqualTo(id);
                    assertThat(send.body()).contains(message.id());
                });
    }

    @Test
    void a_message_with_an_unknown_attachment_is_refused() throws Exception {
        // When
        var answer = toGenesys.post("/api/v2/messages", genesysMessage("media-unknown"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(genesys.received().messages()).isEmpty();
        assertThat(genesys.received().all()).singleElement().matches(call -> call.status() == 400);
    }

    @Test
    void an_upload_that_belies_its_bytes_or_has_no_filename_is_refused() throws Exception {
        // When
        var wrongType = toCxone.upload("/v1/conversations/media", FILE, "image/png", PDF);
        var noName =
                toCxone.upload(
                        "/v1/conversations/media", "name=\"mediaFile\"", "application/pdf", PDF);
        var otherPart =
                toCxone.upload(
                        "/v1/conversations/media",
                        "name=\"file\"; filename=\"a.pdf\"",
                        "application/pdf",
                        PDF);

        // Then
        assertThat(wrongType.statusCode()).isEqualTo(400);
        assertThat(wrongType.body()).contains("does not match its bytes");
        assertThat(noName.body()).contains("no filename");
        assertThat(otherPart.body()).contains("no part is named mediaFile");
        assertThat(cxone.received().uploads()).isEmpty();
    }

    @Test
    void bytes_that_look_like_a_boundary_stay_in_the_file() throws Exception {
        // Given
        var tricky = "\r\n--b0undar\r\r\n--b0undarx\r\n-".getBytes();

        // When
        toCxone.upload("/v1/conversations/media", FILE, "text/plain", tricky);

        // Then
        assertThat(cxone.received().uploads())
                .singleElement()
                .matches(file -> file.sizeBytes() == tricky.length);
    }

    @Test
    void attributes_and_system_messages_are_recorded_for_both_platforms() throws Exception {
        // When
        toGenesys.post(
                "/api/v2/messages/m-1/attributes", "{\"attributes\":{\"media_count\":\"1\"}}");
        toGenesys.post("/api/v2/messages/m-1", "{\"type\":\"system\",\"body\":\"note\"}");
        toCxone.call(
                "PUT",
                "/dfo/3.0/contacts/c-1/custom-fields",
                "{\"customFields\":[{\"ident\":\"media_count\",\"value\":\"1\"}]}");
        toCxone.post(
                "/v1/conversations/c-1/messages",
                "{\"type\":\"SYSTEM\",\"content\":{\"text\":\"note\"}}");

        // Then
        assertThat(genesys.received().attributes())
                .containsExactly(new Received.RoutingAttributes("m-1", Map.of("media_count", "1")));
        assertThat(genesys.received().systemMessages())
                .extracting(Received.SystemMessage::text)
                .containsExactly("note");
        assertThat(cxone.received().attributes())
                .containsExactly(new Received.RoutingAttributes("c-1", Map.of("media_count", "1")));
        assertThat(cxone.received().systemMessages())
                .extracting(Received.SystemMessage::target)
                .containsExactly("c-1");
    }

    @Test
    void cxone_takes_several_attachments_in_a_message() throws Exception {
        // Given
        var upload = toCxone.upload("/v1/conversations/media", FILE, "application/pdf", PDF);
        var id = new ObjectMapper().readTree(upload.body()).path("attachment_id").asText();
        var attachment =
                "{\"attachmentId\":\"%s\",\"fileName\":\"a.pdf\",\"mimeType\":\"application/pdf\"}"
                        .formatted(id);

        // When
        toCxone.post(
                "/v1/conversations/c-1/messages",
                "{\"type\":\"OUTBOUND\",\"content\":{\"text\":\"t\",\"attachments\":[%s,%s]}}"
                        .formatted(attachment, attachment));

        // Then
        assertThat(cxone.received().messages())
                .singleElement()
                .matches(message -> message.attachments().size() == 2)
                .matches(message -> message.target().equals("c-1"));
    }

    @Test
    void a_call_without_a_valid_token_is_refused_and_recorded() throws Exception {
        // Given
        genesys.tokens().revokeAll();

        // When
        var answer = toGenesys.post("/api/v2/messages", genesysMessage("x"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(genesys.received().all().getFirst().bearer()).isEqualTo(Bearer.STALE);
    }

    @Test
    void an_endpoint_fails_as_often_as_told() throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(429, 3), 1);
        var body = "{\"type\":\"system\",\"body\":\"note\"}";

        // When
        var first = toGenesys.post("/api/v2/messages/m-1", body);
        var second = toGenesys.post("/api/v2/messages/m-1", body);

        // Then
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @Test
    void a_dropped_call_leaves_the_caller_in_doubt() throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.DropConnection(true), 1);
        var body = "{\"type\":\"system\",\"body\":\"note\"}";

        // When
        assertThatThrownBy(() -> toGenesys.post("/api/v2/messages/m-1", body))
                .isInstanceOf(IOException.class);

        // Then
        genesys.received().await(log -> log.systemMessages().size() == 1, SOON);
        assertThat(genesys.received().all().getFirst().answered()).isFalse();
    }

    @Test
    void a_call_that_is_never_answered_leaves_the_caller_in_doubt() throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Silence(true), 1);

        // When
        var call = noted();
        genesys.received().await(log -> log.systemMessages().size() == 1, SOON);

        // Then
        assertThat(call).isNotDone();
        assertThat(genesys.received().all().getFirst().answered()).isFalse();
        genesys.heal();
        assertThat(call).failsWithin(SOON);
    }

    @Test
    void a_call_that_is_never_answered_may_have_had_no_effect() throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Silence(false), 1);

        // When
        var call = noted();
        genesys.received().await(log -> log.all().size() == 1, SOON);
        genesys.heal();

        // Then
        assertThat(call).failsWithin(SOON);
        assertThat(genesys.received().systemMessages()).isEmpty();
    }

    /** A system message that another thread posts. */
    private CompletableFuture<HttpResponse<String>> noted() {
        var answer = new CompletableFuture<HttpResponse<String>>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(
                        toGenesys.post(
                                "/api/v2/messages/m-1", "{\"type\":\"system\",\"body\":\"note\"}"));
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    @Test
    void waiting_for_what_never_comes_says_what_did() {
        // When, Then
        assertThatThrownBy(() ->
                        genesys.received()
                                .await(log -> !log.messages().isEmpty(), Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the platform received []");
    }

    @Test
    void what_the_guide_does_not_name_is_not_there() throws Exception {
        // When, Then
        assertThat(toGenesys.post("/api/v2/other", "{}").statusCode()).isEqualTo(404);
        assertThat(toGenesys.post("/api/v2/messages", "{").statusCode()).isEqualTo(400);
        assertThat(List.copyOf(genesys.received().all())).hasSize(1);
    }

    private static String genesysMessage(String mediaId) {
        return """
        {"to":{"id":"user-1"},"from":{"id":"bot"},"type":"message","body":"hi","mediaId":"%s"}
        """
                .formatted(mediaId);
    }

    private static Clock settable(Instant[] now) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
    }
}
