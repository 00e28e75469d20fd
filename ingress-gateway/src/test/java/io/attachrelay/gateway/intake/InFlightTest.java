package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.gateway.SettableClock;
import io.attachrelay.model.DedupKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final DedupKey KEY = new DedupKey("key");
    private static final Answer STORED =
            new Answer.Acknowledged(Answer.Status.STORED, "event", List.of());
    private static final Answer DUPLICATE =
            new Answer.Acknowledged(Answer.Status.DUPLICATE, "event", List.of());
    private static final Answer FAILED = Answer.Problem.tryAgain("not now");

    private final SettableClock clock = new SettableClock();
    private final List<Runnable> begun = new ArrayList<>();
    private final InFlight inFlight = inFlight(begun::add);

    @Test
    void deliveries_of_the_same_key_share_one_piece_of_work() {
        // Given
        var first = inFlight.join(KEY, () -> STORED);
        var second = inFlight.join(KEY, () -> FAILED);

        // When
        begun.forEach(Runnable::run);

        // Then
        assertThat(begun).hasSize(1);
        assertThat(List.of(first.join(), second.join())).containsExactly(STORED, STORED);
    }

    @Test
    void another_key_is_other_work() {
        // When
        inFlight.join(KEY, () -> STORED);
        inFlight.join(new DedupKey("other"), () -> STORED);

        // Then
        assertThat(begun).hasSize(2);
    }

    @Test
    void what_was_acknowledged_lately_is_answered_at_once() {
        // Given
        finish(() -> STORED);

        // When
        var later = inFlight.join(KEY, () -> FAILED);

        // Then
        assertThat(later).isCompletedWithValue(DUPLICATE);
        assertThat(begun).hasSize(1);
    }

    @Test
    void what_is_under_way_or_acknowledged_lately_is_known_and_a_failure_is_not() {
        // When
        boolean before = inFlight.knows(KEY);
        inFlight.join(KEY, () -> STORED);
        boolean underWay = inFlight.knows(KEY);
        begun.forEach(Runnable::run);
        boolean acknowledged = inFlight.knows(KEY);
        var failing = inFlight(Runnable::run);
        failing.join(KEY, () -> FAILED);

        // Then
        assertThat(List.of(before, underWay, acknowledged)).containsExactly(false, true, true);
        assertThat(failing.knows(KEY)).isFalse();
    }

    @Test
    void an_old_acknowledgement_is_forgotten() {
        // Given
        finish(() -> STORED);
        clock.advance(Duration.ofMinutes(10));

        // When
        var later = inFlight.join(KEY, () -> STORED);

        // Then
        assertThat(later).isNotDone();
        assertThat(begun).hasSize(2);
    }

    @Test
    void a_failure_does_not_stand_in_the_way_of_the_retry() {
        // Given
        finish(() -> FAILED);

        // When
        var retry = inFlight.join(KEY, () -> STORED);
        begun.getLast().run();

        // Then
        assertThat(retry).isCompletedWithValue(STORED);
    }

    @Test
    void work_that_throws_is_a_passing_fault_and_leaves_the_way_free() {
        // Given
        var first = inFlight.join(KEY, InFlightTest::broken);

        // When
        begun.getLast().run();

        // Then
        assertThat(first.join())
                .isInstanceOfSatisfying(
                        Answer.Problem.class,
                        p -> assertThat(p.code()).isEqualTo(ProblemCode.TRY_AGAIN));
        assertThat(inFlight.join(KEY, () -> STORED)).isNotDone();
    }

    @Test
    void work_that_is_refused_is_a_passing_fault() {
        // Given
        var closing =
                inFlight(_ -> {
                    throw new RejectedExecutionException();
                });

        // When
        var answer = closing.join(KEY, () -> STORED);

        // Then
        assertThat(answer.join())
                .isInstanceOfSatisfying(
                        Answer.Problem.class,
                        p -> assertThat(p.code()).isEqualTo(ProblemCode.TRY_AGAIN));
    }

    private void finish(Supplier<Answer> work) {
        inFlight.join(KEY, work);
        begun.getLast().run();
    }

    private InFlight inFlight(Executor workers) {
        return new InFlight(workers, new ExpiringMap<>(clock, Duration.ofMinutes(10), 100));
    }

    private static Answer broken() {
        throw new IllegalStateException("broken");
    }
}
