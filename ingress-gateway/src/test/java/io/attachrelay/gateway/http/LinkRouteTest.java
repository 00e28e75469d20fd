package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.gateway.link.SharedFiles;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.Quarantine;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Platform;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.Secret;
import io.javalin.Javalin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that fails after the file was found, which no real one does at a wish. */
class LinkRouteTest {

    private static final byte[] BYTES = "0123456789".getBytes();
    private static final ObjectKey KEY =
            new ObjectKey("acme", MediaId.of("acme", Platform.CXONE, "c", "m", "a"));

    @TempDir private Path folder;
    private final LinkSigner signer =
            new LinkSigner(new Secret("a-secret-for-links"), Clock.systemUTC());
    private final HttpClient client = HttpClient.newHttpClient();
    private Supplier<InputStream> opened = () -> new ByteArrayInputStream(BYTES);
    private Javalin server;

    @BeforeEach
    void start() throws IOException {
        var store = new DiskStore(folder, Clock.systemUTC());
        keep(store);
        var route = new LinkRoute(new SharedFiles(Optional.of(signer), new OpeningStore(store), 1));
        server =
                Javalin.create(
                                config -> {
                                    config.startup.showJavalinBanner = false;
                                    config.jetty.port = 0;
                                    config.routes.get("/m/{token}", route::serve);
                                    config.routes.head("/m/{token}", route::serve);
                                    ExceptionMapping.addTo(config.routes);
                                })
                        .start();
    }

    private static void keep(DiskStore store) throws IOException {
        var identity = new ObjectIdentity("acme", "cxone", "c", "m", "a");
        var put = store.put(KEY, identity, new ByteArrayInputStream(BYTES), Long.MAX_VALUE);
        StoredObject object = ((PutOutcome.Created) put).object();
        var kept =
                new StoredAttachment.Kept(
                        KEY.mediaId(), null, "a.png", null, BYTES.length, object.sha256());
        var accepted = new Verdict.Accepted("image/png", MediaKind.IMAGE, MediaFacts.NONE);
        new Verdicts(store).settle(KEY, new JudgedAttachment(kept, accepted, List.of()));
    }

    @AfterEach
    void stop() {
        server.stop();
        client.close();
    }

    @Test
    void a_store_that_fails_to_open_the_file_is_a_fault_of_ours() throws Exception {
        // Given
        opened =
                () -> {
                    throw new StoreException("down");
                };

        // When
        var answer = ask("GET");

        // Then
        assertIsFaultOfOurs(answer);
    }

    @Test
    void a_store_that_fails_before_the_first_byte_is_a_fault_of_ours() throws Exception {
        // Given
        opened = BrokenStream::new;

        // When
        var answer = ask("GET");

        // Then
        assertIsFaultOfOurs(answer);
    }

    /** What a store reads ahead stays in memory for as long as its reader takes. */
    @Test
    void who_finds_no_room_to_read_is_told_to_come_again() throws Exception {
        // Given
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        opened = () -> new WaitingStream(reading, goOn);
        var first = CompletableFuture.supplyAsync(() -> asked("GET"));
        reading.await();

        // When
        var second = ask("GET");
        goOn.countDown();

        // Then
        assertIsFaultOfOurs(second);
        assertThat(second.body()).contains("too many read files");
        assertThat(first.get().statusCode()).isEqualTo(206);
        opened = () -> new ByteArrayInputStream(BYTES, 2, 3);
        await().untilAsserted(() -> assertThat(ask("GET").statusCode()).isEqualTo(206));
    }

    private HttpResponse<String> asked(String method) {
        try {
            return ask(method);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has its bytes once it may. */
    private static final class WaitingStream extends ByteArrayInputStream {

        private final CountDownLatch reading;
        private final CountDownLatch goOn;

        WaitingStream(CountDownLatch reading, CountDownLatch goOn) {
            super(BYTES, 2, 3);
            this.reading = reading;
            this.goOn = goOn;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            reading.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.read(bytes, offset, length);
        }
    }

    @Test
    void a_range_counts_for_get_only() throws Exception {
        // When
        var answer = ask("HEAD");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("10");
    }

    private static void assertIsFaultOfOurs(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Answers.PROBLEM_TYPE);
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(answer.body()).contains("\"code\":\"try-again\"").endsWith("}");
    }

    private HttpResponse<String> ask(String method) throws IOException, InterruptedException {
        String token = signer.sign(KEY, Instant.now().plus(Duration.ofHours(1)));
        return client.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.port() + "/m/" + token))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Range", "bytes=2-4")
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }

    private static final class BrokenStream extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("the store broke off");
        }
    }

    /** Finds what the other store holds, and opens what the test says. */
    private final class OpeningStore implements ObjectStore {

        private final ObjectStore store;

        OpeningStore(ObjectStore store) {
            this.store = store;
        }

        @Override
        public Optional<StoredObject> find(ObjectKey key) {
            return store.find(key);
        }

        @Override
        public PutOutcome put(
                ObjectKey key, ObjectIdentity identity, InputStream body, long maxBytes)
                throws IOException {
            return store.put(key, identity, body, maxBytes);
        }

        @Override
        public long bytesPerPut() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long bytesPerRead() {
            return 1;
        }

        @Override
        public InputStream open(ObjectKey key, long offset, long length) {
            return opened.get();
        }

        @Override
        public Optional<Sidecar> read(SidecarKey key) {
            return store.read(key);
        }

        @Override
        public Optional<String> create(SidecarKey key, byte[] content) {
            return store.create(key, content);
        }

        @Override
        public Optional<String> replace(SidecarKey key, byte[] content, String version) {
            return store.replace(key, content, version);
        }

        @Override
        public boolean delete(SidecarKey key, String version) {
            return store.delete(key, version);
        }

        @Override
        public List<SidecarKey> list(String prefix) {
            return store.list(prefix);
        }

        @Override
        public Quarantine quarantine() {
            return store.quarantine();
        }

        @Override
        public boolean isReachable() {
            return store.isReachable();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
