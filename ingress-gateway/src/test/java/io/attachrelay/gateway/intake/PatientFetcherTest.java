package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.fetch.FetchRequest;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.model.ReasonCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatientFetcherTest {

    private static final FetchOutcome DOWN = new FetchOutcome.HostFault("down", Optional.empty());
    private static final FetchOutcome NO_STORE = new FetchOutcome.OtherFault("no store");
    private static final FetchOutcome NO_ROOM = new FetchOutcome.NoRoom();
    private static final FetchOutcome GONE = new FetchOutcome.Gone(404);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int OPENS_AFTER = 5;

    @TempDir private Path folder;
    private final Queue<FetchOutcome> queued = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Medium medium = Samples.medium("1");
    private final FetchRequest request = Samples.request(medium);
    private volatile FetchOutcome host = DOWN;
    private DiskStore store;

    @BeforeEach
    void open() {
        store = new DiskStore(folder.resolve("store"), Clock.systemUTC());
    }

    private PatientFetcher fetcher(Duration pause) {
        return fetcher(pause, new Patience(pause));
    }

    private PatientFetcher fetcher(Duration pause, Patience patience) {
        return new PatientFetcher(this::ask, store, new HostBreakers(pause), patience);
    }

    private FetchOutcome ask(FetchRequest request) {
        asked.incrementAndGet();
        var next = queued.poll();
        return next == null ? host : next;
    }

    private void answers(FetchOutcome... next) {
        queued.addAll(List.of(next));
    }

    @Test
    void a_single_fault_is_tried_again_before_it_is_answered() {
        // Given
        var fetcher = fetcher(SHORT);
        answers(DOWN, GONE);

        // When
        var outcome = fetcher.fetch(request, Deadline.in(PATIENCE));

        // Then
        assertThat(outcome).isEqualTo(GONE);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_fault_of_ours_is_tried_again_before_it_is_answered() {
        // Given
        var fetcher = fetcher(SHORT);
        answers(NO_STORE, GONE);

        // When
        var outcome = fetcher.fetch(request, Deadline.in(PATIENCE));

        // Then
        assertThat(outcome).isEqualTo(GONE);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_fault_of_ours_is_held_until_just_before_the_deadline_and_not_hammered_meanwhile() {
        // Given
        var fetcher = fetcher(LONG);
        host = NO_STORE;
        var deadline = Deadline.in(Duration.ofMillis(700));

        // When
        var outcome = fetcher.fetch(request, deadline);

        // Then
        assertThat(outcome).isEqualTo(NO_STORE);
        assertThat(deadline.left()).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_fault_of_ours_is_held_whatever_host_is_named() {
        // Given
        var fetcher = fetcher(SHORT);
        var refused = new FetchOutcome.Refused(ReasonCode.URL_NOT_ALLOWED);
        answers(NO_STORE, refused);

        // When
        var outcome = fetcher.fetch(at("https://elsewhere.example/1"), Deadline.in(PATIENCE));

        // Then
        assertThat(outcome).isEqualTo(refused);
    }

    @Test
    void whoever_finds_no_room_is_sent_away_at_once() {
        // Given
        var fetcher = fetcher(SHORT);
        host = NO_ROOM;

        // When
        var outcome = fetcher.fetch(request, Deadline.in(PATIENCE));

        // Then
        assertThat(outcome).isEqualTo(NO_ROOM);
        assertThat(asked).hasValue(1);
    }

    static Stream<FetchOutcome> faults() {
        return Stream.of(DOWN, NO_STORE);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_is_held_is_answered_when_the_gateway_closes(FetchOutcome fault) {
        // Given
        var patience = new Patience(LONG);
        var fetcher = fetcher(LONG, patience);
        host = fault;
        var held = held(fetcher);
        await().atMost(PATIENCE).until(() -> asked.get() == 1);

        // When
        patience.end();

        // Then
        await().atMost(PATIENCE).until(held::isDone);
        assertThat(held.join()).isEqualTo(fault);
    }

    @Test
    void the_first_fault_of_a_host_counts_against_it_whatever_failed_before() {
        // Given
        var breakers = new HostBreakers(LONG);
        var patience = new Patience(Duration.ofMillis(10));
        var fetcher = new PatientFetcher(this::ask, store, breakers, patience);
        for (int i = 1; i < OPENS_AFTER; i++) {
            answers(NO_STORE, DOWN, NO_ROOM);
            fetcher.fetch(file(i), Deadline.in(PATIENCE));
        }
        answers(NO_STORE, DOWN);

        // When
        held(fetcher);

        // Then
        await().atMost(PATIENCE).until(() -> !breakers.of(request).orElseThrow().isClosed());
        patience.end();
    }

    @Test
    void a_host_that_asks_for_a_pause_gets_it_and_the_answer_is_held_meanwhile() {
        // Given
        var fetcher = fetcher(Duration.ZERO);
        var busy = new FetchOutcome.HostFault("busy", Optional.of(LONG));
        host = busy;
        var deadline = Deadline.in(Duration.ofMillis(700));

        // When
        var outcome = fetcher.fetch(request, deadline);

        // Then
        assertThat(outcome).isEqualTo(busy);
        assertThat(deadline.left()).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_file_that_fails_again_and_again_in_one_delivery_does_not_shut_out_its_neighbours() {
        // Given
        var breakers = new HostBreakers(Duration.ofMillis(10));
        var closed = new ArrayList<Boolean>();
        var fetcher =
                new PatientFetcher(
                        r -> {
                            closed.add(breakers.of(r).orElseThrow().isClosed());
                            return ask(r);
                        },
                        store,
                        breakers,
                        new Patience(Duration.ofMillis(10)));
        answers(DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, GONE);

        // When
        var outcome = fetcher.fetch(request, Deadline.in(PATIENCE));

        // Then
        assertThat(outcome).isEqualTo(GONE);
        assertThat(closed).hasSizeGreaterThan(OPENS_AFTER).containsOnly(true);
    }

    @Test
    void a_file_that_fails_in_each_delivery_does_not_shut_out_its_neighbours() {
        // Given
        var fetcher = fetcher(LONG);
        for (int i = 0; i < 2 * OPENS_AFTER; i++) {
            fetcher.fetch(request, Deadline.in(Duration.ZERO));
        }
        host = GONE;

        // When
        var neighbour = fetcher.fetch(file(1), Deadline.in(Duration.ZERO));

        // Then
        assertThat(neighbour).isEqualTo(GONE);
    }

    @Test
    void a_file_that_may_not_be_fetched_says_nothing_of_its_host() {
        // Given a host that fails for all but the file that leads elsewhere
        var fetcher = fetcher(LONG);
        for (int i = 0; i < OPENS_AFTER; i++) {
            host = DOWN;
            fetcher.fetch(file(i), Deadline.in(Duration.ZERO));
            host = new FetchOutcome.Refused(ReasonCode.URL_NOT_ALLOWED);
            fetcher.fetch(request, Deadline.in(Duration.ZERO));
        }
        int before = asked.get();

        // When
        fetcher.fetch(request, Deadline.in(Duration.ZERO));

        // Then the host is taken for down, and was by the fifth fault
        assertThat(before).isEqualTo(2 * OPENS_AFTER - 1);
        assertThat(asked).hasValue(before);
    }

    @Test
    void a_host_that_is_down_is_not_asked_and_the_answer_is_held_until_the_deadline() {
        // Given
        var fetcher = fetcher(LONG);
        takeDown(fetcher);
        var deadline = Deadline.in(Duration.ofMillis(700));

        // When
        var outcome = fetcher.fetch(request, deadline);

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.HostFault.class);
        assertThat(deadline.left()).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(asked).hasValue(OPENS_AFTER);
    }

    @Test
    void whoever_is_held_gets_through_as_soon_as_the_host_is_back() {
        // Given
        var fetcher = fetcher(SHORT);
        takeDown(fetcher);
        var held = held(fetcher);

        // When
        host = GONE;

        // Then
        await().atMost(Duration.ofSeconds(20)).until(held::isDone);
        assertThat(held.join()).isEqualTo(GONE);
    }

    @Test
    void what_is_in_the_store_is_found_while_the_host_is_down() throws IOException {
        // Given
        var fetcher = fetcher(LONG);
        store.put(
                medium.key(),
                medium.identity(),
                new ByteArrayInputStream(new byte[] {1}),
                Long.MAX_VALUE);
        takeDown(fetcher);

        // When
        var outcome = fetcher.fetch(request, Deadline.in(PATIENCE));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FetchOutcome.Stored.class, s -> assertThat(s.downloaded()).isFalse());
    }

    @Test
    void a_host_in_capitals_is_the_same_host() {
        // Given
        var fetcher = fetcher(LONG);
        takeDown(fetcher);

        // When
        fetcher.fetch(at("https://MEDIA.example/1"), Deadline.in(Duration.ZERO));

        // Then
        assertThat(asked).hasValue(OPENS_AFTER);
    }

    @Test
    void a_host_that_may_not_be_fetched_from_has_no_breaker() {
        // Given
        var fetcher = fetcher(LONG);
        var elsewhere = at("https://elsewhere.example/1");
        for (int i = 0; i < OPENS_AFTER; i++) {
            fetcher.fetch(elsewhere, Deadline.in(Duration.ZERO));
        }

        // When
        fetcher.fetch(elsewhere, Deadline.in(Duration.ZERO));

        // Then
        assertThat(asked).hasValue(OPENS_AFTER + 1);
    }

    @Test
    void faults_that_are_not_the_hosts_do_not_take_it_for_down() {
        // Given
        var fetcher = fetcher(LONG);
        host = NO_STORE;
        takeDown(fetcher);
        host = GONE;

        // When
        var outcome = fetcher.fetch(request, Deadline.in(Duration.ZERO));

        // Then
        assertThat(outcome).isEqualTo(GONE);
    }

    @Test
    void a_probe_that_fails_by_another_fault_is_followed_by_the_next() {
        // Given
        var fetcher = fetcher(SHORT);
        takeDown(fetcher);
        answers(NO_STORE);
        host = GONE;

        // When
        var outcome = fetcher.fetch(request, Deadline.in(PATIENCE));

        // Then
        assertThat(outcome).isEqualTo(GONE);
        assertThat(asked).hasValue(OPENS_AFTER + 2);
    }

    @Test
    void whoever_is_held_after_such_a_probe_keeps_nobody_else_from_the_next() {
        // Given
        var patience = new Patience(SHORT);
        var fetcher = fetcher(SHORT, patience);
        takeDown(fetcher);
        var pausing = new FetchOutcome.OtherFault("busy elsewhere", Optional.of(LONG));
        answers(pausing);
        host = GONE;
        var held = held(fetcher);
        await().atMost(PATIENCE).until(() -> asked.get() == OPENS_AFTER + 1);

        // When
        var other = fetcher.fetch(request, Deadline.in(PATIENCE));

        // Then
        assertThat(other).isEqualTo(GONE);
        assertThat(held).isNotDone();
        patience.end();
    }

    @Test
    void a_store_that_is_away_while_the_host_is_down_changes_nothing() throws IOException {
        // Given
        var fetcher = fetcher(LONG);
        takeDown(fetcher);
        Files.move(folder.resolve("store"), folder.resolve("unmounted"));
        var deadline = Deadline.in(Duration.ofMillis(700));

        // When
        var outcome = fetcher.fetch(request, deadline);

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.HostFault.class);
        assertThat(deadline.left()).isLessThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void a_probe_that_dies_of_an_error_is_followed_by_the_next() {
        // Given
        var breakers = new HostBreakers(SHORT);
        takeDown(new PatientFetcher(this::ask, store, breakers, new Patience(SHORT)));
        var dying =
                new PatientFetcher(
                        _ -> {
                            throw new StackOverflowError();
                        },
                        store,
                        breakers,
                        new Patience(SHORT));
        assertThatThrownBy(() -> dying.fetch(request, Deadline.in(PATIENCE)))
                .isInstanceOf(StackOverflowError.class);
        host = GONE;

        // When
        var outcome =
                new PatientFetcher(this::ask, store, breakers, new Patience(SHORT))
                        .fetch(request, Deadline.in(PATIENCE));

        // Then
        assertThat(outcome).isEqualTo(GONE);
    }

    @Test
    void downloads_that_began_before_and_fail_during_a_probe_let_no_second_one_through() {
        try (var held = new HeldHost()) {
            // Given
            var fetcher =
                    new PatientFetcher(
                            held::fetch, store, new HostBreakers(SHORT), new Patience(SHORT));
            var early = held.call(3, () -> fetcher.fetch(request, Deadline.in(Duration.ZERO)));
            var stale = held.take(3);
            var next = new AtomicInteger();
            var opening =
                    held.call(
                            OPENS_AFTER,
                            () ->
                                    fetcher.fetch(
                                            file(next.getAndIncrement()),
                                            Deadline.in(Duration.ZERO)));
            held.take(OPENS_AFTER).forEach(download -> download.complete(DOWN));
            opening.forEach(CompletableFuture::join);
            held.call(3, () -> fetcher.fetch(request, Deadline.in(LONG)));
            var probe = held.take(1).getFirst();

            // When
            stale.forEach(download -> download.complete(DOWN));
            early.forEach(CompletableFuture::join);

            // Then nobody else is let through
            var later = fetcher.fetch(request, Deadline.in(SHORT.multipliedBy(3)));
            assertThat(later).isInstanceOf(FetchOutcome.HostFault.class);
            assertThat(held.underWay()).isZero();
            probe.complete(GONE);
        }
    }

    private CompletableFuture<FetchOutcome> held(PatientFetcher fetcher) {
        return CompletableFuture.supplyAsync(
                () -> fetcher.fetch(request, Deadline.in(LONG)),
                task -> Thread.ofVirtual().start(task));
    }

    private FetchRequest at(String url) {
        return new FetchRequest(
                request.key(), request.identity(), url, request.mediaHosts(), request.tokens());
    }

    private void takeDown(PatientFetcher fetcher) {
        for (int i = 0; i < OPENS_AFTER; i++) {
            fetcher.fetch(file(i), Deadline.in(Duration.ZERO));
        }
    }

    /** One of many of the same host. */
    private static FetchRequest file(int number) {
        return Samples.request(Samples.medium("file-" + number));
    }
}
