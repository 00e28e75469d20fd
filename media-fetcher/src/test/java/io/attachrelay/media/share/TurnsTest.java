package io.attachrelay.media.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final Turns turns = Turns.amongTenants(1);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void steps_of_a_tenant_that_is_alone_wait_for_nothing() throws Exception {
        // Given: more of them than there are places
        CountDownLatch together = new CountDownLatch(3);
        List<Future<?>> steps = new ArrayList<>();

        // When: each ends only while all run
        for (int i = 0; i < 3; i++) {
            steps.add(stepping("a", () -> meet(together)));
        }

        // Then
        for (Future<?> step : steps) {
            step.get();
        }
        assertThat(turns.atWork()).isZero();
    }

    @Test
    void where_turns_are_always_taken_no_more_steps_run_than_may() {
        // Given
        Turns always = Turns.always(1);
        List<Future<?>> steps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            steps.add(stepping(always, "a", this::beBusy));
        }

        // When
        await().until(() -> always.waiting("a") == 2);

        // Then
        assertThat(always.atWork()).isOne();
        busy.countDown();
        await().until(() -> steps.stream().allMatch(Future::isDone));
        assertThat(always.atWork()).isZero();
    }

    @Test
    void a_step_waits_for_a_turn_of_each_other_tenant_and_not_for_a_flood() {
        // Given: another tenant that is here
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> steps = new ArrayList<>();
        Turns.Part other = turns.join("b");
        steps.add(stepping("a", this::beBusy));
        await().until(() -> turns.atWork() == 1);
        for (int i = 0; i < 100; i++) {
            steps.add(stepping("a", () -> done.add("a")));
        }
        await().until(() -> turns.waiting("a") == 100);
        steps.add(stepping("b", () -> done.add("b")));
        await().until(() -> turns.waiting("b") == 1);

        // When
        busy.countDown();

        // Then
        await().until(() -> steps.stream().allMatch(Future::isDone));
        other.close();
        assertThat(done).hasSize(101);
        assertThat(done.indexOf("b")).isLessThanOrEqualTo(1);
    }

    @Test
    void a_step_that_fails_gives_its_turn_on() throws InterruptedIOException {
        // Given: two tenants, and one place
        List<String> done = new ArrayList<>();
        try (Turns.Part _ = turns.join("b");
                Turns.Part part = turns.join("a")) {
            assertThatThrownBy(() -> part.take(TurnsTest::fail))
                    .isInstanceOf(IllegalStateException.class);

            // When
            part.take(() -> done.add("after"));
        }

        // Then
        assertThat(done).containsExactly("after");
    }

    @Test
    void whoever_is_interrupted_does_not_take_its_turn() {
        // Given
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Boolean> flag =
                CompletableFuture.supplyAsync(() -> takeInterrupted(done), threads);

        // When
        boolean stillInterrupted = flag.join();

        // Then
        assertThat(stillInterrupted).isTrue();
        assertThat(done).isEmpty();
    }

    private boolean takeInterrupted(List<String> done) {
        Thread.currentThread().interrupt();
        try (Turns.Part part = turns.join("a")) {
            part.take(() -> done.add("a"));
            return false;
        } catch (InterruptedIOException _) {
            return Thread.interrupted();
        }
    }

    private Future<?> stepping(String tenant, Runnable step) {
        return stepping(turns, tenant, step);
    }

    private Future<?> stepping(Turns turns, String tenant, Runnable step) {
        return threads.submit(() -> {
            try (Turns.Part part = turns.join(tenant)) {
                part.take(step::run);
            } catch (InterruptedIOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void meet(CountDownLatch together) {
        together.countDown();
        try {
            together.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void beBusy() {
        try {
            busy.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fail() {
        throw new IllegalStateException("broken");
    }
}
