package io.attachrelay.media.store;

import static io.attachrelay.media.store.Samples.bytes;
import static io.attachrelay.media.store.Samples.generated;
import static io.attachrelay.media.store.Samples.identity;
import static io.attachrelay.media.store.Samples.keyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.PutOutcome.AlreadyThere;
import io.attachrelay.media.store.Quarantine.Place;
import io.attachrelay.settings.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the quarantine of every store does. */
abstract class QuarantineContract {

    private static final byte[] CONTENT = bytes(5, 1_300_000);

    private final ObjectIdentity identity = identity();
    private final ObjectKey key = keyOf(identity);

    private ObjectStore store;
    private StoredObject object;

    abstract StoreSettings settings();

    @BeforeEach
    void put() throws IOException {
        store = anotherClient();
        store.put(key, identity, new ByteArrayInputStream(CONTENT), CONTENT.length);
        object = store.find(key).orElseThrow();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ObjectStore anotherClient() {
        return ObjectStores.open(settings(), Clock.systemUTC());
    }

    @Test
    void what_is_in_quarantine_is_found_and_not_opened() {
        // When
        Place place = store.quarantine().take(key);

        // Then
        assertThat(place).isEqualTo(Place.QUARANTINE);
        assertThat(anotherClient().quarantine().placeOf(key)).isEqualTo(Place.QUARANTINE);
        assertThat(anotherClient().find(key)).contains(object);
        assertThatThrownBy(() -> anotherClient().open(key, 0, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("quarantine");
    }

    @Test
    void its_place_stays_taken() throws IOException {
        // Given
        store.quarantine().take(key);

        // When
        PutOutcome again = store.put(key, identity, generated(10), 10);

        // Then
        assertThat(again).isEqualTo(new AlreadyThere(object));
    }

    @Test
    void released_it_is_what_it_was() throws IOException {
        // Given
        store.quarantine().take(key);

        // When
        Place place = store.quarantine().release(key);

        // Then
        assertThat(place).isEqualTo(Place.STORE);
        assertThat(store.find(key)).contains(object);
        assertThat(content()).isEqualTo(CONTENT);
        assertThat(store.quarantine().list(Samples.TENANT)).doesNotContain(key);
    }

    @Test
    void deleted_it_is_gone_for_good_and_known_to_have_been() throws IOException {
        // Given
        store.quarantine().take(key);

        // When
        Place place = store.quarantine().delete(key);

        // Then
        assertThat(place).isEqualTo(Place.DELETED);
        assertThat(store.quarantine().release(key)).isEqualTo(Place.DELETED);
        assertThat(store.quarantine().take(key)).isEqualTo(Place.DELETED);
        assertThat(store.find(key)).contains(object);
        assertThat(store.put(key, identity, generated(10), 10)).isInstanceOf(AlreadyThere.class);
        assertThat(store.quarantine().list(Samples.TENANT)).doesNotContain(key);
    }

    @Test
    void each_step_may_be_repeated() throws IOException {
        // When
        store.quarantine().take(key);
        store.quarantine().take(key);
        store.quarantine().release(key);
        store.quarantine().release(key);

        // Then
        assertThat(content()).isEqualTo(CONTENT);
        store.quarantine().take(key);
        store.quarantine().delete(key);
        assertThat(store.quarantine().delete(key)).isEqualTo(Place.DELETED);
    }

    @Test
    void what_is_in_the_store_is_not_deleted() throws IOException {
        // When
        Place place = store.quarantine().delete(key);

        // Then
        assertThat(place).isEqualTo(Place.STORE);
        assertThat(content()).isEqualTo(CONTENT);
    }

    @Test
    void what_never_was_is_absent() {
        // Given
        ObjectKey other = keyOf(identity());
        Quarantine quarantine = store.quarantine();

        // Then
        assertThat(quarantine.placeOf(other)).isEqualTo(Place.ABSENT);
        assertThat(quarantine.take(other)).isEqualTo(Place.ABSENT);
        assertThat(quarantine.release(other)).isEqualTo(Place.ABSENT);
        assertThat(quarantine.delete(other)).isEqualTo(Place.ABSENT);
    }

    @Test
    void an_empty_object_can_be_there_too() throws IOException {
        // Given
        ObjectIdentity other = identity();
        ObjectKey empty = keyOf(other);
        store.put(empty, other, InputStream.nullInputStream(), 0);

        // Then
        assertThat(store.quarantine().placeOf(empty)).isEqualTo(Place.STORE);
        assertThat(store.quarantine().take(empty)).isEqualTo(Place.QUARANTINE);
        assertThat(store.quarantine().release(empty)).isEqualTo(Place.STORE);
    }

    @Test
    void a_list_has_a_tenants_own() {
        // Given
        store.quarantine().take(key);

        // Then
        assertThat(store.quarantine().list(Samples.TENANT)).contains(key);
        assertThat(store.quarantine().list("nobody")).isEmpty();
    }

    @Test
    void of_many_at_once_each_succeeds() throws Exception {
        for (int millis = 0; millis < 40; millis += 5) {
            // When
            List<Place> taken = fourAtOnce(millis, quarantine -> quarantine.take(key));
            List<Place> released = fourAtOnce(millis, quarantine -> quarantine.release(key));

            // Then
            assertThat(taken).containsOnly(Place.QUARANTINE);
            assertThat(released).containsOnly(Place.STORE);
            assertThat(content()).isEqualTo(CONTENT);
        }
    }

    /** What four processes see, each beginning so much later than the one before. */
    private List<Place> fourAtOnce(int millis, Function<Quarantine, Place> action)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Place>> all =
                    IntStream.range(0, 4)
                            .mapToObj(nth ->
                                    threads.submit(() -> {
                                        try (ObjectStore other = anotherClient()) {
                                            start.await();
                                            Thread.sleep(nth * millis);
                                            return action.apply(other.quarantine());
                                        }
                                    }))
                            .toList();
            List<Place> places = new ArrayList<>();
            for (Future<Place> one : all) {
                places.add(one.get());
            }
            return places;
        }
    }

    @Test
    void whoever_is_killed_on_the_way_loses_nothing() throws Exception {
        for (int round = 0; round < 3; round++) {
            // Given: moved to and fro, some number of times
            var child = StoreChild.withHeap("64m", settings(), "quarantine", key, 0);
            int moves = RandomGenerator.getDefault().nextInt(1, 12);
            for (int i = 0; i < moves; i++) {
                awaitMove(child);
            }

            // When
            child.kill();

            // Then
            assertThat(store.quarantine().placeOf(key)).isIn(Place.QUARANTINE, Place.STORE);
            assertThat(store.quarantine().take(key)).isEqualTo(Place.QUARANTINE);
            assertThat(store.quarantine().release(key)).isEqualTo(Place.STORE);
            assertThat(content()).isEqualTo(CONTENT);
        }
    }

    /** Among what the child says there are a library's warnings. */
    private static void awaitMove(StoreChild child) throws IOException {
        String line = child.line();
        while (line != null && !line.equals("QUARANTINE") && !line.equals("STORE")) {
            line = child.line();
        }
        assertThat(line).as("the child has ended").isNotNull();
    }

    private byte[] content() throws IOException {
        try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
            return in.readAllBytes();
        }
    }
}
