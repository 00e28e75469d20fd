package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.gateway.SettableClock;
import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.store.DiskStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MediaFetchingTest {

    private static final FetchOutcome GONE = new FetchOutcome.Gone(404);

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final Arrival arrival = Samples.arrival("1");
    private FetchOutcome host = GONE;
    private DiskStore store;
    private MediaFetching fetching;

    @BeforeEach
    void open() {
        store = new DiskStore(folder.resolve("store"), Clock.systemUTC());
        fetching = fetching(_ -> host);
    }

    private MediaFetching fetching(Fetcher fetcher) {
        var breakers = new HostBreakers(Patience.PAUSE);
        return new MediaFetching(
                new PatientFetcher(fetcher, store, breakers, new Patience(Patience.PAUSE)),
                new GoneMemory(clock),
                new GatewayMetrics(new SimpleMeterRegistry()));
    }

    @Test
    void a_passing_fault_between_two_sights_does_not_make_a_dead_file_young_again()
            throws InterruptedException {
        // Given
        fetching.fetchAll(arrival);
        clock.advance(GoneMemory.PAUSE);
        host = new FetchOutcome.HostFault("status 503", Optional.empty());
        fetching.fetchAll(arrival);
        host = GONE;

        // When
        List<Fetched> again = fetching.fetchAll(arrival);

        // Then
        assertThat(again).singleElement().matches(Fetched::goneForGood);
    }

    @Test
    void a_file_that_was_there_in_between_is_not_gone_for_good() throws InterruptedException {
        // Given
        fetching.fetchAll(arrival);
        clock.advance(GoneMemory.PAUSE);
        Medium medium = arrival.media().getFirst();
        host = new FetchOutcome.Stored(Samples.object(medium), true);
        fetching.fetchAll(arrival);
        clock.advance(Duration.ofSeconds(1));
        host = GONE;

        // When
        List<Fetched> again = fetching.fetchAll(arrival);

        // Then
        assertThat(again).singleElement().matches(f -> !f.goneForGood());
    }

    @Test
    void a_file_that_another_gateway_found_is_not_gone() throws Exception {
        // Given
        fetching.fetchAll(arrival);
        Medium medium = arrival.media().getFirst();
        store.put(medium.key(), medium.identity(), new ByteArrayInputStream(new byte[1]), 1);

        // When
        List<Fetched> again = fetching.fetchAll(arrival);

        // Then
        assertThat(again)
                .singleElement()
                .extracting(Fetched::outcome)
                .isInstanceOf(FetchOutcome.Stored.class);
    }

    @Test
    void a_store_that_can_not_tell_is_waited_for_though_the_file_was_gone() throws Exception {
        // Given
        fetching.fetchAll(arrival);
        Files.move(folder.resolve("store"), folder.resolve("unmounted"));
        host = new FetchOutcome.OtherFault("no store");

        // When
        List<Fetched> again = fetching.fetchAll(arrival);

        // Then
        assertThat(again).singleElement().extracting(Fetched::outcome).isEqualTo(host);
    }

    /** Deliveries that come meanwhile only wait for the slow one. */
    @ParameterizedTest
    @MethodSource("passing")
    void what_failed_long_before_another_ended_is_asked_for_once_more(FetchOutcome passing)
            throws Exception {
        // Given
        Arrival both = Samples.arrivalOf("slow", "failing");
        Medium slow = both.media().getFirst();
        Medium failing = both.media().getLast();
        var asked = new AtomicInteger();
        fetching =
                fetching(request -> {
                    if (request.key().equals(slow.key())) {
                        pause(GoneMemory.PAUSE);
                        clock.advance(GoneMemory.PAUSE);
                        return new FetchOutcome.Stored(Samples.object(slow), true);
                    }
                    return asked.getAndIncrement() == 0
                            ? passing
                            : new FetchOutcome.Stored(Samples.object(failing), true);
                });

        // When
        List<Fetched> all = fetching.fetchAll(both);

        // Then
        assertThat(all)
                .extracting(Fetched::outcome)
                .hasOnlyElementsOfType(FetchOutcome.Stored.class);
        assertThat(asked).hasValue(2);
    }

    static Stream<FetchOutcome> passing() {
        return Stream.of(
                GONE,
                new FetchOutcome.HostFault("status 503", Optional.empty()),
                new FetchOutcome.NoRoom());
    }

    @Test
    void what_fails_as_late_as_all_others_is_not_asked_for_again() throws Exception {
        // Given
        var asked = new AtomicInteger();
        fetching =
                fetching(_ -> {
                    asked.incrementAndGet();
                    return GONE;
                });

        // When
        fetching.fetchAll(Samples.arrivalOf("1", "2"));

        // Then
        assertThat(asked).hasValue(2);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.plusMillis(100));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
