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
    private final Turns turns = new Turns(1);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void a_step_waits_for_a_turn_of_each_other_tenant_and_not_for_a_flood() {
        // Given
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> steps = new ArrayList<>();
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
        assertThat(done).hasSize(101);
        assertThat(done.indexOf("b")).isLessThanOrEqualTo(1);
    }

    @Test
    void a_step_that_fails_gives_its_turn_on() throws InterruptedIOException {
        // Given
        assertThatThrownBy(() -> turns.take("a", TurnsTest::fail))
                .isInstanceOf(IllegalStateException.class);
        List<String> done = new ArrayList<>();

        // When
        turns.take("a", () -> done.add("after"));

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
        try {
            turns.take("a", () -> done.add("a"));
            return false;
        } catch (InterruptedIOException _) {
            return Thread.interrupted();
        }
    }

    private Future<?> stepping(String tenant, Runnable step) {
        return threads.submit(() -> {
            try {
                turns.take(tenant, step::run);
            } catch (InterruptedIOException e) {
                throw new UncheckedIOException(e);
            }
        });
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
