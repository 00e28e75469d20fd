package io.attachrelay.media.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Gate gate = new Gate(2, Rule.KEEPING_ROOM, 4);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Future<Boolean> entering(String tenant) {
        int before = gate.waiting(tenant);
        Future<Boolean> entering = threads.submit(() -> gate.enter(tenant, PATIENCE));
        await().until(() -> entering.isDone() || gate.waiting(tenant) > before);
        return entering;
    }

    private boolean entersNow(String tenant) throws InterruptedException {
        return gate.enter(tenant, Duration.ZERO);
    }

    @Test
    void who_waits_comes_in_when_another_leaves() throws Exception {
        // Given
        boolean first = entersNow("a");
        Future<Boolean> second = entering("a");

        // When
        gate.leave("a");

        // Then
        assertThat(first).isTrue();
        assertThat(second.get()).isTrue();
        assertThat(gate.held()).isOne();
    }

    @Test
    void who_has_no_patience_is_sent_away_and_stands_in_no_line() throws Exception {
        // Given
        entersNow("a");

        // When
        boolean in = entersNow("a");

        // Then
        assertThat(in).isFalse();
        assertThat(gate.waiting("a")).isZero();
    }

    @Test
    void who_is_interrupted_stands_in_no_line() throws Exception {
        // Given
        entersNow("a");
        Future<Boolean> waiting = entering("a");

        // When
        waiting.cancel(true);

        // Then
        await().until(() -> gate.waiting("a") == 0);
        gate.leave("a");
        assertThat(gate.held()).isZero();
    }

    @Test
    void a_flood_does_not_fill_the_waiting_room() throws Exception {
        // Given
        entersNow("a");
        entersNow("b");
        entering("a");
        entering("a");

        // When
        Future<Boolean> tooMany = entering("a");
        Future<Boolean> other = entering("b");

        // Then
        assertThat(tooMany.get()).isFalse();
        assertThat(other.isDone()).isFalse();
        assertThat(gate.waiting("b")).isOne();
    }

    @Test
    void a_closed_gate_sends_away_who_waits_and_who_comes() throws Exception {
        // Given
        entersNow("a");
        Future<Boolean> waiting = entering("a");

        // When
        gate.close();

        // Then
        assertThat(waiting.get()).isFalse();
        assertThat(entersNow("b")).isFalse();
        assertThat(gate.held()).isOne();
    }

    @Test
    void an_interrupted_thread_does_not_come_in() {
        // Given
        CompletableFuture<Void> entering =
                CompletableFuture.runAsync(
                        () -> {
                            Thread.currentThread().interrupt();
                            enterUnchecked();
                        },
                        threads);

        // When
        assertThatThrownBy(entering::get).isInstanceOf(ExecutionException.class);

        // Then
        assertThat(gate.held()).isZero();
    }

    private void enterUnchecked() {
        try {
            gate.enter("a", PATIENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void however_threads_come_go_and_give_up_no_place_is_lost_or_doubled(long seed)
            throws Exception {
        // Given
        int places = 3;
        Gate busy = new Gate(places, Rule.KEEPING_ROOM, Integer.MAX_VALUE);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Random random = new Random(seed);
        List<Future<?>> visits = new ArrayList<>();

        // When
        for (int i = 0; i < 2_000; i++) {
            String tenant = "t" + random.nextInt(4);
            Duration patience = Duration.ofNanos(random.nextInt(3) * 200_000L);
            var visit = threads.submit(() -> visit(busy, tenant, patience, inside, most));
            visits.add(visit);
            if (random.nextInt(10) == 0) {
                visits.get(random.nextInt(visits.size())).cancel(true);
            }
        }
        threads.shutdown();
        await().until(threads::isTerminated);

        // Then
        assertThat(most.get()).isBetween(1, places);
        assertThat(busy.held()).isZero();
        assertThat(busy.waiting()).isZero();
    }

    private static Void visit(
            Gate gate, String tenant, Duration patience, AtomicInteger inside, AtomicInteger most)
            throws InterruptedException {
        if (gate.enter(tenant, patience)) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            gate.leave(tenant);
        }
        return null;
    }
}
