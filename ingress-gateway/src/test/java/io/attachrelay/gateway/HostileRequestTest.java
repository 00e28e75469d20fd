package io.attachrelay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker sends instead of a webhook. Nothing of it is taken, and nothing breaks. */
@ExtendWith(SharedBroker.class)
class HostileRequestTest {

    private static final String HOST = " HTTP/1.1\r\nHost: a\r\n";
    private static final String CLOSE = "Connection: close\r\n";
    private static final String WEBHOOK = "POST /webhooks/acme" + HOST;

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
    @ValueSource(
            strings = {
                "/webhooks/%2e%2e/webhooks/acme",
                "/webhooks/../webhooks/acme/..",
                "/webhooks/%2e%2e%2facme",
                "/webhooks/..%2facme",
                "//webhooks/acme",
                "/webhooks//acme",
                "/webhooks/acme;a=b",
                "/webhooks;a=b/acme",
                "/webhooks/acme%2f",
                "/webhooks/acme%00",
                "/webhooks/acme%0d%0aX:%20y",
                "/webhooks/acme%",
                "/webhooks/acme%u0041",
                "/webhooks/%c0%ae",
                "/webhooks\\acme",
                "/WEBHOOKS/acme",
                "/webhooks/ACME",
                "webhooks/acme",
                "http://b/webhooks/acme/x",
                "/webhooks/acme#x"
            })
    void a_path_that_could_be_read_in_two_ways_leads_nowhere(String path) throws IOException {
        // When
        String answer = exchange("POST " + path + HOST + CLOSE + "Content-Length: 0\r\n\r\n");

        // Then: not 401, which would mean that the tenant was found
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("\r\nX: y");
        assertProblem(answer);
    }

    static Stream<String> smuggled() {
        return Stream.of(
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "Content-Length: 4, 5\r\n\r\nabcde",
                "Content-Length: +4\r\n\r\nabcd",
                "Content-Length: 0x4\r\n\r\nabcd",
                "Content-Length : 4\r\n\r\nabcd",
                "Content-Length: 4\r\n : 5\r\n\r\nabcde",
                "Content-Length:\r\n 4\r\n\r\nabcd",
                "Content-Length: 99999999999999999999\r\n\r\nabcd",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n",
                "Host: b\r\nContent-Length: 0\r\n\r\n",
                "X-Null: a\u0000b\r\nContent-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("smuggled")
    void a_length_that_could_be_read_in_two_ways_ends_the_connection(String rest)
            throws IOException {
        // Given
        String next = "GET /livez" + HOST + "\r\n";

        // When
        String answer = exchange(WEBHOOK + rest + next);

        // Then
        assertThat(answer).matches("(?s)HTTP/1.1 (400|501) .*").doesNotContain("alive");
        assertProblem(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, /webhooks/acme, 405",
        "OPTIONS, /webhooks/acme, 405",
        "HEAD, /webhooks/acme, 405",
        "GET, /webhooks/acme, 405",
        "PATCH, /media/acme, 405",
        "TRACE, /livez, 405",
        "OPTIONS, /m/token, 405",
        "CONNECT, /webhooks/acme, 400",
        "OPTIONS, *, 404",
        "BREW, /webhooks/acme, 405",
        "PRI, *, 404"
    })
    void a_method_that_a_path_does_not_take_does_nothing(String method, String path, int status)
            throws IOException {
        // When
        String answer = exchange(method + " " + path + HOST + CLOSE + "X-Secret: echo-me\r\n\r\n");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("echo-me");
    }

    @ParameterizedTest
    @CsvSource({"/webhooks/acme, POST", "/media/acme, POST", "/m/token, 'GET, HEAD'"})
    void a_refused_method_is_told_which_ones_are_taken(String path, String allowed) {
        // When
        var answer = web.call("PUT", relay.url(path), BodyPublishers.noBody(), Map.of());

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void a_request_line_that_is_too_long_is_told_so() throws IOException {
        // When
        String answer = exchange("POST /webhooks/" + "a".repeat(9_000) + HOST + "\r\n");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 414 ");
        assertProblem(answer);
    }

    @Test
    void headers_that_are_too_large_or_too_many_are_told_so() throws IOException {
        // Given
        String many =
                IntStream.range(0, 2_000)
                        .mapToObj(i -> "X" + i + ": a\r\n")
                        .collect(Collectors.joining());

        // When
        String large = exchange(WEBHOOK + "X: " + "a".repeat(9_000) + "\r\n\r\n");
        String crowded = exchange(WEBHOOK + many + "\r\n");

        // Then
        assertThat(large).startsWith("HTTP/1.1 431 ");
        assertThat(crowded).startsWith("HTTP/1.1 431 ");
        assertProblem(large);
        assertProblem(crowded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "identity, gzip", "deflate", "nonsense"})
    void an_encoded_body_is_not_unpacked(String coding) throws IOException {
        // Given
        byte[] packed = packed(relay.event(relay.publish("packed")).body());
        var webhook = relay.platform.webhook().signed(packed);
        var service = Map.of("Authorization", "Bearer service-token");

        // When
        var answers =
                Stream.of(
                        post("/webhooks/acme", packed, with(webhook, coding)),
                        post("/media/acme?conversation=c", packed, with(service, coding)));

        // Then
        assertThat(answers)
                .allSatisfy(a -> {
                    assertThat(a.status()).isEqualTo(415);
                    assertThat(a.json().path("code").asText()).isEqualTo("unsupported-encoding");
                });
    }

    @Test
    void a_body_that_is_packed_on_its_way_is_not_unpacked() throws IOException {
        // Given
        String packed = "Transfer-Encoding: gzip, chunked\r\n" + CLOSE + "\r\n0\r\n\r\n";

        // When
        String answer = exchange(WEBHOOK + packed);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 415 ");
        assertProblem(answer);
    }

    @Test
    void a_client_that_asks_before_it_sends_is_refused_without_sending() throws IOException {
        // Given
        String asks = HOST + "Expect: 100-continue\r\nContent-Length: 90000000\r\n";

        // When
        String large = exchange("POST /webhooks/acme" + asks + "\r\n");
        String unknown = exchange("POST /media/acme?conversation=c" + asks + "\r\n");
        String strange =
                exchange("POST /webhooks/acme" + asks.replace("100-", "x-") + CLOSE + "\r\n");

        // Then
        assertThat(large).startsWith("HTTP/1.1 413 ");
        assertThat(unknown).startsWith("HTTP/1.1 401 ");
        assertThat(strange).matches("(?s)HTTP/1.1 (413|417) .*");
    }

    @Test
    void a_client_that_asks_before_it_sends_is_told_to_go_on() throws IOException {
        // Given
        String asks = WEBHOOK + CLOSE + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}";

        // When
        String answer = exchange(asks);

        // Then
        assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n").contains("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"event_type\":[{\"b\":"})
    void a_megabyte_of_brackets_is_malformed(String bracket) {
        // Given
        byte[] body =
                bracket.repeat((int) Installation.MAX_BODY_BYTES / bracket.length())
                        .getBytes(StandardCharsets.UTF_8);

        // When
        var answer = post("/webhooks/acme", body, relay.platform.webhook().signed(body));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("malformed");
    }

    static Stream<String> excessive() {
        return Stream.of(
                "{\"event_type\":" + "9".repeat(1_000) + "}",
                "{\"event_type\":1e" + "9".repeat(200) + "}",
                "{\"" + "n".repeat(2_000) + "\":1}",
                "{\"event_type\":\"" + "\\u0041".repeat(150_000) + "\"}",
                IntStream.range(0, 80_000)
                        .mapToObj(i -> "\"k" + i + "\":1")
                        .collect(Collectors.joining(",", "{", "}")));
    }

    @ParameterizedTest
    @MethodSource("excessive")
    void excessive_json_is_never_a_fault_of_ours(String json) {
        // Given
        byte[] body = json.getBytes(StandardCharsets.UTF_8);

        // When
        var answer = post("/webhooks/acme", body, relay.platform.webhook().signed(body));

        // Then: a long text is no mistake, only one that nobody needs
        assertThat(answer.status()).as(answer.text()).isIn(200, 400);
    }

    @Test
    void headers_that_prove_something_must_stand_once() throws IOException {
        // Given
        String signature =
                relay.platform
                        .webhook()
                        .signed("{}".getBytes(StandardCharsets.UTF_8))
                        .get("X-Hub-Signature-256");
        String body = CLOSE + "Content-Length: 2\r\n\r\n{}";
        String right = "x-hub-signature-256: " + signature + "\r\n";
        String wrong = "X-HUB-SIGNATURE-256: sha256=AAAA\r\n";

        // When
        String once = exchange(WEBHOOK + right + body);
        String wrongFirst = exchange(WEBHOOK + wrong + right + body);
        String wrongLast = exchange(WEBHOOK + right + wrong + body);
        String joined = exchange(WEBHOOK + right.replace("\r\n", ", sha256=AAAA\r\n") + body);

        // Then: signed, so that the body is looked at
        assertThat(once).startsWith("HTTP/1.1 400 ");
        assertThat(Stream.of(wrongFirst, wrongLast, joined))
                .allSatisfy(a -> assertThat(a).startsWith("HTTP/1.1 401 "));
    }

    private static Map<String, String> with(Map<String, String> headers, String coding) {
        return Stream.of(headers, Map.of("Content-Encoding", coding))
                .flatMap(m -> m.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private Web.Reply post(String path, byte[] body, Map<String, String> headers) {
        return web.call("POST", relay.url(path), BodyPublishers.ofByteArray(body), headers);
    }

    private static String exchange(String request) throws IOException {
        return RawSocket.exchange(relay.url("/"), request);
    }

    private static void assertProblem(String answer) {
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
    }
}
