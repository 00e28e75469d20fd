package io.attachrelay.media.store;

import static io.attachrelay.media.store.Samples.bytes;
import static io.attachrelay.media.store.Samples.generated;
import static io.attachrelay.media.store.Samples.identity;
import static io.attachrelay.media.store.Samples.keyOf;
import static io.attachrelay.media.store.Samples.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.PutOutcome.AlreadyThere;
import io.attachrelay.media.store.PutOutcome.Created;
import io.attachrelay.media.store.PutOutcome.TooLarge;
import io.attachrelay.settings.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class ObjectStoreContract {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final long NO_LIMIT = Long.MAX_VALUE;

    final ObjectIdentity identity = identity();
    final ObjectKey key = keyOf(identity);

    ObjectStore store;

    abstract StoreSettings settings();

    @BeforeEach
    void open() {
        store = anotherClient();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** What another process would open. */
    ObjectStore anotherClient() {
        return ObjectStores.open(settings(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void what_was_put_is_found_with_its_size_hash_identity_and_time() throws IOException {
        // Given
        byte[] content = bytes(1, 1_300_000);

        // When
        PutOutcome outcome = store.put(key, identity, new ByteArrayInputStream(content), NO_LIMIT);

        // Then
        StoredObject expected =
                new StoredObject(key, identity, content.length, sha256(content), NOW);
        assertThat(outcome).isEqualTo(new Created(expected));
        assertThat(anotherClient().find(key)).contains(expected);
        assertThat(readAll(key)).isEqualTo(content);
    }

    @Test
    void an_empty_object_is_an_object() throws IOException {
        // When
        PutOutcome outcome = store.put(key, identity, InputStream.nullInputStream(), NO_LIMIT);

        // Then
        assertThat(outcome).isInstanceOf(Created.class);
        assertThat(store.find(key).orElseThrow().sizeBytes()).isZero();
        assertThat(readAll(key)).isEmpty();
    }

    @Test
    void a_range_ends_where_it_or_the_object_does() throws IOException {
        // Given
        byte[] content = bytes(2, 1_100_000);
        store.put(key, identity, new ByteArrayInputStream(content), NO_LIMIT);

        // When
        byte[] inside = read(key, 600_000, 5);
        byte[] overTheEnd = read(key, 1_099_990, 100);
        byte[] behindTheEnd = read(key, 2_000_000, 100);
        byte[] nothing = read(key, 0, 0);

        // Then
        assertThat(inside).isEqualTo(slice(content, 600_000, 600_005));
        assertThat(overTheEnd).isEqualTo(slice(content, 1_099_990, 1_100_000));
        assertThat(behindTheEnd).isEmpty();
        assertThat(nothing).isEmpty();
    }

    @Test
    void what_was_never_put_is_not_found_and_can_not_be_opened() {
        // When
        var found = store.find(key);

        // Then
        assertThat(found).isEmpty();
        assertThatThrownBy(() -> store.open(key, 0, 1)).isInstanceOf(StoreException.class);
    }

    @Test
    void a_body_that_fails_midway_leaves_nothing_and_can_be_put_again() throws IOException {
        // Given
        InputStream failing =
                new SequenceInputStream(generated(1_200_000), new FailingStream("cut"));

        // When
        assertThatThrownBy(() -> store.put(key, identity, failing, NO_LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage("cut");

        // Then
        assertThat(store.find(key)).isEmpty();
        assertThat(store.put(key, identity, generated(10), NO_LIMIT)).isInstanceOf(Created.class);
    }

    @Test
    void a_body_of_exactly_the_limit_passes() throws IOException {
        // When
        PutOutcome outcome = store.put(key, identity, generated(700_000), 700_000);

        // Then
        assertThat(outcome).isInstanceOf(Created.class);
        assertThat(store.find(key).orElseThrow().sizeBytes()).isEqualTo(700_000);
    }

    @Test
    void one_byte_more_than_the_limit_is_too_large_and_leaves_nothing() throws IOException {
        // Given
        InputStream body = generated(5_000_000);

        // When
        PutOutcome outcome = store.put(key, identity, body, 700_000);

        // Then
        assertThat(outcome).isEqualTo(new TooLarge(700_000));
        assertThat(store.find(key)).isEmpty();
        assertThat(body.readAllBytes()).hasSize(5_000_000 - 700_001);
    }

    @Test
    void an_object_is_never_changed_by_a_second_put() throws IOException {
        // Given
        byte[] first = bytes(3, 600_000);
        store.put(key, identity, new ByteArrayInputStream(first), NO_LIMIT);
        ObjectIdentity other = identity();

        // When
        PutOutcome outcome = store.put(key, other, generated(100), NO_LIMIT);

        // Then
        StoredObject standing = new StoredObject(key, identity, first.length, sha256(first), NOW);
        assertThat(outcome).isEqualTo(new AlreadyThere(standing));
        assertThat(readAll(key)).isEqualTo(first);
    }

    @Test
    void of_writers_at_once_one_creates_and_all_learn_its_size_and_hash() throws Exception {
        for (int round = 0; round < 20; round++) {
            // Given
            ObjectIdentity contested = identity();
            ObjectKey place = keyOf(contested);
            List<byte[]> bodies = List.of(bytes(round, 600_000), bytes(-round - 1, 650_000));
            CyclicBarrier start = new CyclicBarrier(bodies.size());

            // When
            List<PutOutcome> outcomes =
                    atOnce(
                            bodies.stream()
                                    .map(body ->
                                            (Callable<PutOutcome>)
                                                    () -> {
                                                        start.await();
                                                        return anotherClient()
                                                                .put(
                                                                        place,
                                                                        contested,
                                                                        new ByteArrayInputStream(
                                                                                body),
                                                                        NO_LIMIT);
                                                    })
                                    .toList());

            // Then
            assertThat(outcomes).filteredOn(o -> o instanceof Created).hasSize(1);
            byte[] winner = bodies.get(outcomes.get(0) instanceof Created ? 0 : 1);
            StoredObject standing =
                    new StoredObject(place, contested, winner.length, sha256(winner), NOW);
            assertThat(outcomes)
                    .containsExactlyInAnyOrder(new Created(standing), new AlreadyThere(standing));
            assertThat(readAll(place)).isEqualTo(winner);
        }
    }

    @Test
    void a_reader_during_the_puts_sees_whole_objects_or_none() throws Exception {
        // Given
        byte[] content = bytes(4, 550_000);
        StoredObject whole = new StoredObject(key, identity, content.length, sha256(content), NOW);
        AtomicBoolean written = new AtomicBoolean();
        Callable<List<StoredObject>> reader =
                () -> {
                    List<StoredObject> seen = new ArrayList<>();
                    boolean last;
                    do {
                        last = written.get();
                        anotherClient().find(key).ifPresent(seen::add);
                        if (!seen.isEmpty()) {
                            assertThat(readAll(key)).isEqualTo(content);
                        }
                    } while (!last);
                    return seen;
                };
        Callable<List<StoredObject>> writer =
                () -> {
                    for (int i = 0; i < 5; i++) {
                        store.put(key, identity, new ByteArrayInputStream(content), NO_LIMIT);
                    }
                    written.set(true);
                    return List.of();
                };

        // When
        List<List<StoredObject>> seen = atOnce(List.of(reader, writer));

        // Then
        assertThat(seen.getFirst()).isNotEmpty().containsOnly(whole);
    }

    @Test
    void a_hundred_megabytes_pass_through_a_small_heap() throws Exception {
        // When
        var child = StoreChild.withHeap("48m", settings(), "put", key, 100L << 20);

        // Then
        assertThat(child.output()).contains("Created");
        assertThat(store.find(key).orElseThrow().sizeBytes()).isEqualTo(100L << 20);
    }

    @Test
    void a_small_object_is_created_once() {
        // Given
        SidecarKey place = key.sidecar("claim");
        String version = store.create(place, new byte[] {1}).orElseThrow();

        // When
        var second = anotherClient().create(place, new byte[] {2});

        // Then
        assertThat(second).isEmpty();
        SidecarStore.Sidecar standing = store.read(place).orElseThrow();
        assertThat(standing.content()).containsExactly(1);
        assertThat(standing.version()).isEqualTo(version);
    }

    @Test
    void a_fleeting_object_is_seen_by_all() {
        // Given
        SidecarKey place = key.sidecar("claim");
        String version = store.fleeting().create(place, new byte[] {1}).orElseThrow();

        // When
        var second = anotherClient().fleeting().create(place, new byte[] {2});

        // Then
        assertThat(second).isEmpty();
        assertThat(anotherClient().read(place).orElseThrow().content()).containsExactly(1);
        assertThat(store.fleeting().delete(place, version)).isTrue();
        assertThat(anotherClient().read(place)).isEmpty();
    }

    @Test
    void a_small_object_is_replaced_only_at_its_version() {
        // Given
        SidecarKey place = key.sidecar("claim");
        String first = store.create(place, new byte[] {1}).orElseThrow();
        String second = store.replace(place, new byte[] {2}, first).orElseThrow();

        // When
        var late = store.replace(place, new byte[] {3}, first);

        // Then
        assertThat(late).isEmpty();
        assertThat(second).isNotEqualTo(first);
        assertThat(store.read(place).orElseThrow().content()).containsExactly(2);
    }

    @Test
    void writing_the_same_bytes_again_makes_a_new_version() {
        // Given
        SidecarKey place = key.sidecar("claim");
        String first = store.create(place, new byte[] {1}).orElseThrow();

        // When
        String second = store.replace(place, new byte[] {1}, first).orElseThrow();

        // Then
        assertThat(second).isNotEqualTo(first);
        assertThat(store.replace(place, new byte[] {2}, first)).isEmpty();
    }

    @Test
    void a_small_object_is_deleted_only_at_its_version() {
        // Given
        SidecarKey place = key.sidecar("claim");
        String first = store.create(place, new byte[] {1}).orElseThrow();
        String second = store.replace(place, new byte[] {2}, first).orElseThrow();

        // When
        boolean late = store.delete(place, first);
        boolean inTime = store.delete(place, second);

        // Then
        assertThat(late).isFalse();
        assertThat(inTime).isTrue();
        assertThat(store.read(place)).isEmpty();
        assertThat(store.delete(place, second)).isFalse();
        assertThat(store.replace(place, new byte[] {3}, second)).isEmpty();
    }

    @Test
    void no_update_is_lost_among_many_writers() throws Exception {
        // Given
        SidecarKey place = key.sidecar("count");
        store.create(place, new byte[] {0});
        Callable<Void> writer =
                () -> {
                    ObjectStore own = anotherClient();
                    for (int i = 0; i < 20; i++) {
                        increment(own, place);
                    }
                    return null;
                };

        // When
        atOnce(List.of(writer, writer, writer, writer));

        // Then
        assertThat(store.read(place).orElseThrow().content()).containsExactly(80);
    }

    @Test
    void no_update_is_lost_among_processes() throws Exception {
        // Given
        SidecarKey place = key.sidecar("count");
        store.create(place, new byte[] {0});
        var one = StoreChild.withHeap("64m", settings(), "count", key, 40);
        var other = StoreChild.withHeap("64m", settings(), "count", key, 40);

        // When
        List<String> outputs = List.of(one.output(), other.output());

        // Then
        assertThat(outputs).allMatch(o -> o.contains("counted"));
        assertThat(store.read(place).orElseThrow().content()).containsExactly(80);
    }

    @Test
    void of_many_that_create_a_small_object_one_does() throws Exception {
        // Given
        SidecarKey place = key.sidecar("claim");
        Callable<Boolean> creator = () -> anotherClient().create(place, new byte[] {1}).isPresent();

        // When
        List<Boolean> created = atOnce(List.of(creator, creator, creator, creator));

        // Then
        assertThat(created).containsOnlyOnce(true);
    }

    @Test
    void a_list_names_small_objects_by_prefix_and_no_attachments() throws IOException {
        // Given
        store.put(key, identity, generated(1), NO_LIMIT);
        store.create(key.sidecar("verdict"), new byte[1]);
        store.create(key.sidecar("claim"), new byte[1]);
        store.create(Samples.key().sidecar("verdict"), new byte[1]);

        // When
        List<SidecarKey> ofMessage = store.list(messagePrefix(key));
        List<SidecarKey> ofNobody = store.list(messagePrefix(Samples.key()));

        // Then
        assertThat(ofMessage).containsExactly(key.sidecar("claim"), key.sidecar("verdict"));
        assertThat(ofNobody).isEmpty();
    }

    @Test
    void a_store_that_answers_is_reachable() {
        assertThat(store.isReachable()).isTrue();
    }

    private static String messagePrefix(ObjectKey key) {
        return "%s/%s/%s"
                .formatted(
                        key.tenant(),
                        key.mediaId().conversationPart(),
                        key.mediaId().messagePrefix());
    }

    static void increment(SidecarStore store, SidecarKey place) {
        boolean written = false;
        while (!written) {
            SidecarStore.Sidecar old = store.read(place).orElseThrow();
            byte[] next = {(byte) (old.content()[0] + 1)};
            written = store.replace(place, next, old.version()).isPresent();
        }
    }

    byte[] readAll(ObjectKey of) throws IOException {
        return read(of, 0, NO_LIMIT);
    }

    private byte[] read(ObjectKey of, long offset, long length) throws IOException {
        try (InputStream in = store.open(of, offset, length)) {
            return in.readAllBytes();
        }
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
