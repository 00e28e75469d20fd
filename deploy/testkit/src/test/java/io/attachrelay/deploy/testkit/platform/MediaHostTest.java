package io.attachrelay.deploy.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MediaHostTest {

    private static final byte[] BYTES = "0123456789".repeat(10_000).getBytes();

    private GenesysSimulator platform;
    private Caller caller;
    private MediaItem item;

    @BeforeEach
    void start() throws IOException {
        platform = GenesysSimulator.start();
        caller = new Caller(platform);
        item = platform.publish("digits.txt", "text/plain", BYTES);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void a_download_gives_the_published_bytes_and_is_counted() throws Exception {
        // When
        var answer = caller.download(item);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BYTES);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(BYTES.length);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(item.url().getPath()).isEqualTo("/api/v2/message/mediadata/" + item.id());
        assertThat(item.url().getPort()).isNotEqualTo(platform.apiUrl().getPort());
        assertThat(platform.media().downloads(item)).isEqualTo(1);
    }

    @Test
    void a_download_without_a_valid_token_is_refused() throws Exception {
        // Given
        caller.token("made-up");

        // When
        var answer = caller.download(item);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(platform.media().downloads(item)).isZero();
        assertThat(platform.media().requests().getFirst().bearer()).isEqualTo(Bearer.STALE);
    }

    @Test
    void a_revoked_token_counts_no_longer() throws Exception {
        // Given
        caller.download(item);

        // When
        platform.tokens().revokeAll();

        // Then
        assertThat(caller.download(item).statusCode()).isEqualTo(401);
    }

    @Test
    void a_range_is_answered_while_the_etag_is_still_the_same() throws Exception {
        // Given
        var etag = caller.download(item).headers().firstValue("ETag").orElseThrow();

        // When
        var rest = caller.download(item, "Range", "bytes=99990-", "If-Range", etag);
        var whole = caller.download(item, "Range", "bytes=99990-", "If-Range", "\"other\"");
        var last = caller.download(item, "Range", "bytes=-3");
        var none = caller.download(item, "Range", "bytes=100000-");

        // Then
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).asString().isEqualTo("0123456789");
        assertThat(rest.headers().firstValue("Content-Range")).hasValue("bytes 99990-99999/100000");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(BYTES);
        assertThat(last.body()).asString().isEqualTo("789");
        assertThat(none.statusCode()).isEqualTo(416);
    }

    @Test
    void a_body_can_be_compressed_unasked() throws Exception {
        // Given
        platform.media().inject(item, new MediaFault.Gzipped());

        // When
        var answer = caller.download(item);

        // Then
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(unzipped.readAllBytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void an_empty_medium_can_be_downloaded() throws Exception {
        // Given
        var empty = platform.publish("empty", "text/plain", new byte[0]);

        // When
        var answer = caller.download(empty);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new MediaFault.Expired(), 403, null),
                Arguments.of(new MediaFault.Gone(), 404, null),
                Arguments.of(new MediaFault.Unavailable(), 503, null),
                Arguments.of(new MediaFault.Unavailable(7), 503, "7"),
                Arguments.of(new MediaFault.TooManyRequests(2), 429, "2"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refusal_lasts_as_many_requests_as_it_was_told(
            MediaFault fault, int status, String retryAfter) throws Exception {
        // Given
        platform.media().inject(item, fault, 2);

        // When
        var answers = List.of(caller.download(item), caller.download(item), caller.download(item));

        // Then
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactly(status, status, 200);
        assertThat(answers.getFirst().headers().firstValue("Retry-After").orElse(null))
                .isEqualTo(retryAfter);
        assertThat(platform.media().downloads(item)).isEqualTo(1);
    }

    @Test
    void a_fault_of_the_whole_host_lasts_until_it_is_healed() throws Exception {
        // Given
        platform.media().injectAll(new MediaFault.Unavailable());
        caller.download(item);

        // When
        platform.heal();

        // Then
        assertThat(caller.download(item).statusCode()).isEqualTo(200);
        assertThat(platform.media().requests())
                .extracting(MediaRequest::status)
                .containsExactly(503, 200);
    }

    @Test
    void a_redirect_names_its_address() throws Exception {
        // Given
        platform.media().inject(item, new MediaFault.Redirect(URI.create("http://127.0.0.2/x")));

        // When
        var answer = caller.download(item);

        // Then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("http://127.0.0.2/x");
    }

    @Test
    void cut_bodies_break_the_download() {
        for (var fault :
                List.of(new MediaFault.CutAfter(50_000), new MediaFault.ChunkedCutAfter(50_000))) {
            // Given
            platform.media().inject(item, fault, 1);

            // When, Then
            assertThatThrownBy(() -> caller.download(item)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_chunked_body_is_whole_and_has_no_length() throws Exception {
        // Given
        platform.media().inject(item, new MediaFault.Chunked());

        // When
        var answer = caller.download(item);

        // Then
        assertThat(answer.body()).isEqualTo(BYTES);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void a_slow_body_takes_its_time() throws Exception {
        // Given
        platform.media().inject(item, new MediaFault.Slow(500_000));
        long start = System.nanoTime();

        // When
        var answer = caller.download(item);

        // Then
        assertThat(answer.body()).isEqualTo(BYTES);
        assertThat(System.nanoTime() - start).isGreaterThan(190_000_000);
    }

    @Test
    void a_dripping_body_comes_at_once_when_it_is_healed() throws Exception {
        // Given
        platform.media().inject(item, new MediaFault.Drip(20));

        try (var socket = ask()) {
            // When
            readHead(socket);
            var before = socket.getInputStream().readNBytes(3);
            int more = socket.getInputStream().available();
            platform.heal();
            var after = socket.getInputStream().readNBytes(BYTES.length - 3);

            // Then
            assertThat(more).isLessThan(20);
            assertThat(before).isEqualTo(Arrays.copyOf(BYTES, 3));
            assertThat(after).isEqualTo(Arrays.copyOfRange(BYTES, 3, BYTES.length));
        }
    }

    @Test
    void a_silent_host_sends_headers_and_nothing_more_until_it_is_healed() throws Exception {
        // Given
        platform.media().inject(item, new MediaFault.Silent());

        try (var socket = ask()) {
            // When
            var head = readHead(socket);

            // Then
            assertThat(head).startsWith("HTTP/1.1 200").contains("Content-length: 100000");
            assertThat(socket.getInputStream().available()).isZero();
            platform.heal();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_stalled_body_goes_on_when_it_is_healed() throws Exception {
        // Given
        platform.media().inject(item, new MediaFault.StallAfter(40_000));

        try (var socket = ask()) {
            // When
            readHead(socket);
            var before = socket.getInputStream().readNBytes(40_000);
            int more = socket.getInputStream().available();
            platform.heal();
            var after = socket.getInputStream().readNBytes(60_000);

            // Then
            assertThat(more).isZero();
            assertThat(before).isEqualTo(Arrays.copyOf(BYTES, 40_000));
            assertThat(after).isEqualTo(Arrays.copyOfRange(BYTES, 40_000, 100_000));
        }
    }

    @Test
    void an_endless_body_ends_only_with_the_client() throws Exception {
        // Given
        platform.media().inject(item, new MediaFault.Endless());

        try (var socket = ask()) {
            // When
            var much = socket.getInputStream().readNBytes(20 * BYTES.length);

            // Then
            assertThat(much).hasSize(20 * BYTES.length);
        }
        await().until(() -> platform.media().downloads(item) == 1);
    }

    private Socket ask() throws IOException {
        var socket = new Socket("127.0.0.1", item.url().getPort());
        var request =
                "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(item.url().getPath(), platform.tokens().issue());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String readHead(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }
}
