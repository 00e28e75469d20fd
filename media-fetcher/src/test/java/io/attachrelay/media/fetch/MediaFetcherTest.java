package io.attachrelay.media.fetch;

import static io.attachrelay.media.fetch.Answers.CHUNKED;
import static io.attachrelay.media.fetch.Answers.chunk;
import static io.attachrelay.media.fetch.Answers.join;
import static io.attachrelay.media.fetch.Answers.lastChunk;
import static io.attachrelay.media.fetch.Answers.ok;
import static io.attachrelay.media.fetch.RawHost.text;
import static io.attachrelay.media.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.fetch.FetchOutcome.Gone;
import io.attachrelay.media.fetch.FetchOutcome.HostFault;
import io.attachrelay.media.fetch.FetchOutcome.OtherFault;
import io.attachrelay.media.fetch.FetchOutcome.Refused;
import io.attachrelay.media.fetch.FetchOutcome.Stored;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Samples;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.FetchSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaFetcherTest {

    private static final int MAX_BYTES = 100_000;

    private final ObjectIdentity identity = Samples.identity();
    private final ObjectKey key = Samples.keyOf(identity);
    private final byte[] content = bytes(1, 70_000);
    private final NumberedTokens tokens = new NumberedTokens();
    private final SettableClock clock = new SettableClock();
    private final CountDownLatch over = new CountDownLatch(1);
    private final RawHost host = new RawHost();

    @TempDir Path folder;
    private DiskStore store;
    private MediaFetcher fetcher;

    @BeforeEach
    void open() {
        store = new DiskStore(folder.resolve("store"), clock);
        fetcher = new MediaFetcher(opening(host.name()), store, clock, "gateway-1");
    }

    @AfterEach
    void close() {
        over.countDown();
        host.close();
    }

    private static FetchSettings opening(String... hosts) {
        return opening(Duration.ofSeconds(30), Duration.ofMinutes(1), hosts);
    }

    private static FetchSettings opening(Duration read, Duration call, String... hosts) {
        return new FetchSettings(Duration.ofSeconds(10), read, call, MAX_BYTES, Set.of(hosts));
    }

    /** For hosts that keep it waiting. */
    private FetchOutcome fetchInHaste(String url) {
        FetchSettings hasty = opening(Duration.ofMillis(500), Duration.ofSeconds(2), host.name());
        return new MediaFetcher(hasty, store, clock, "gateway-1").fetch(request(url));
    }

    private FetchRequest request(String url) {
        return new FetchRequest(key, identity, url, Set.of(host.name()), tokens);
    }

    private FetchOutcome fetch(String path) {
        return fetcher.fetch(request(host.url(path)));
    }

    private void assertNothingStored() {
        assertThat(store.find(key)).isEmpty();
        assertThat(store.list("acme/")).isEmpty();
    }

    private void assertHostFault(FetchOutcome outcome) {
        assertThat(outcome).isInstanceOf(HostFault.class);
        assertThat(((HostFault) outcome).detail()).doesNotContain("127.0.0.1", "http:", "token");
        assertNothingStored();
    }

    @Test
    void a_medium_is_stored_with_its_identity_size_and_hash() {
        // Given
        host.on("/m", ok(content.length), content);

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        StoredObject expected =
                new StoredObject(
                        key, identity, content.length, Samples.sha256(content), clock.instant());
        assertThat(outcome).isEqualTo(new Stored(expected, true));
        assertThat(store.find(key)).contains(expected);
        assertThat(store.list("acme/")).isEmpty();
    }

    @Test
    void the_host_gets_the_token_and_is_asked_for_plain_bytes() {
        // Given
        host.on("/m", ok(content.length), content);

        // When
        fetch("/m");

        // Then
        assertThat(host.requests().getFirst())
                .contains("Authorization: Bearer token-0\n", "Accept-Encoding: identity\n");
    }

    @Test
    void what_is_stored_is_not_downloaded_again() {
        // Given
        host.on("/m", ok(content.length), content);
        fetch("/m");

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(((Stored) outcome).downloaded()).isFalse();
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void another_attachment_under_the_key_is_a_failure() throws IOException {
        // Given
        store.put(key, Samples.identity(), new ByteArrayInputStream(content), MAX_BYTES);

        // When
        var fetching = assertThatThrownBy(() -> fetch("/m"));

        // Then
        fetching.isInstanceOf(StoreException.class).hasMessageContaining("another attachment");
    }

    @Test
    void a_chunked_body_is_stored() {
        // Given
        host.on("/m", CHUNKED, join(chunk(content), lastChunk()));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(store.find(key).orElseThrow().sizeBytes()).isEqualTo(content.length);
    }

    @Test
    void an_empty_body_is_stored() {
        // Given
        host.on("/m", ok(0));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
    }

    @Test
    void a_file_of_exactly_the_limit_passes() {
        // Given
        host.on("/m", ok(MAX_BYTES), new byte[MAX_BYTES]);

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
    }

    @Test
    void a_file_announced_larger_than_the_limit_is_refused_before_its_bytes() {
        // Given
        host.on(
                "/m",
                (_, out) -> {
                    out.write(text(ok(MAX_BYTES + 1) + "\r\n\r\n"));
                    over.await();
                });

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isEqualTo(new Refused(ReasonCode.TOO_LARGE));
        assertNothingStored();
    }

    @Test
    void a_file_one_byte_over_the_limit_is_refused_without_waiting_for_its_end() {
        // Given
        host.on(
                "/m",
                (_, out) -> {
                    out.write(text(CHUNKED + "\r\n\r\n"));
                    out.write(chunk(new byte[MAX_BYTES + 1]));
                    out.flush();
                    over.await();
                });

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isEqualTo(new Refused(ReasonCode.TOO_LARGE));
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_refused_token_is_renewed_once(int status) {
        // Given
        host.on(
                "/m",
                (request, out) -> {
                    if (request.head().contains("token-0")) {
                        out.write(text("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n"));
                    } else {
                        out.write(text(ok(content.length) + "\r\n\r\n"));
                        out.write(content);
                    }
                });

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(tokens.refused()).containsExactly("token-0");
        assertThat(tokens.doubted()).hasSize(status == 403 ? 1 : 0);
    }

    @Test
    void a_401_in_spite_of_a_fresh_token_is_tried_again() {
        // Given
        host.on("/m", "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0");

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertHostFault(outcome);
        assertThat(host.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"403,2", "404,1", "410,1"})
    void what_the_platform_no_longer_has_is_gone(int status, int requests) {
        // Given
        host.on("/m", "HTTP/1.1 " + status + " No\r\nConnection: close\r\nContent-Length: 0");

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isEqualTo(new Gone(status));
        assertThat(host.requests()).hasSize(requests);
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 300, 304, 400, 402, 405, 408, 425, 429, 500, 502, 503})
    void any_other_answer_is_tried_again(int status) {
        // Given
        host.on("/m", "HTTP/1.1 " + status + " Hm\r\nConnection: close\r\nContent-Length: 0");

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertHostFault(outcome);
        assertThat(host.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "429|17|17",
                "503|0|0",
                "503|Sun, 01 Mar 2026 12:00:42 GMT|42",
                "503|Sun, 01 Mar 2026 11:00:00 GMT|0",
                "503|86400|300",
                "503|99999999999|none",
                "503|-5|none",
                "503|soon|none",
                "400|17|none"
            })
    void a_busy_host_says_how_long_to_wait(int status, String header, Long seconds) {
        // Given
        host.on(
                "/m",
                "HTTP/1.1 %d Busy\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: %s"
                        .formatted(status, header));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(((HostFault) outcome).retryAfter())
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "127.1", "2130706433"})
    void a_private_address_that_was_not_opened_is_refused_unconnected(String name) {
        // Given
        String place = name + ":" + host.name().split(":")[1];
        MediaFetcher closed = new MediaFetcher(opening(), store, clock, "gateway-1");

        // When
        FetchOutcome outcome =
                closed.fetch(
                        new FetchRequest(
                                key, identity, "https://" + place + "/m", Set.of(place), tokens));

        // Then
        assertThat(outcome).isEqualTo(new Refused(ReasonCode.URL_NOT_ALLOWED));
        assertThat(host.connections()).isZero();
    }

    @Test
    void a_host_that_speaks_no_tls_is_tried_again() {
        // Given
        host.on("/m", ok(content.length), content);

        // When
        FetchOutcome outcome = fetchInHaste("https://" + host.name() + "/m");

        // Then
        assertHostFault(outcome);
    }

    @Test
    void a_host_that_is_down_is_tried_again() {
        // Given
        host.close();

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertHostFault(outcome);
    }

    @Test
    void a_name_that_does_not_resolve_is_tried_again() {
        // Given
        String name = "nothing.invalid";

        // When
        FetchOutcome outcome =
                fetcher.fetch(
                        new FetchRequest(
                                key, identity, "https://" + name + "/m", Set.of(name), tokens));

        // Then
        assertHostFault(outcome);
    }

    @Test
    void without_a_token_nothing_is_asked() {
        // Given
        BearerTokens none =
                new BearerTokens() {
                    @Override
                    public String token() throws IOException {
                        throw new IOException("https://login.example/oauth is down");
                    }

                    @Override
                    public void refused(String token) {}
                };

        // When
        FetchOutcome outcome =
                fetcher.fetch(
                        new FetchRequest(key, identity, host.url("/m"), Set.of(host.name()), none));

        // Then
        assertThat(outcome).isEqualTo(new OtherFault("no token can be had"));
        assertThat(host.connections()).isZero();
    }

    @Test
    void a_store_that_fails_is_tried_again() throws IOException {
        // Given
        host.on("/m", ok(content.length), content);
        Files.move(folder.resolve("store"), folder.resolve("unmounted"));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isEqualTo(new OtherFault("the store failed"));
    }
}
