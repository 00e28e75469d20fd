package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.gateway.SettableClock;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** Far more than any test takes. */
    private static final Deadline LATER = Deadline.in(Duration.ofHours(1));

    private final SettableClock clock = new SettableClock();
    private final List<Runnable> begun = new ArrayList<>();
    private final InFlight inFlight = inFlight(begun::add);

    @Test
    void deliveries_of_the_same_key_share_one_piece_of_work() {
        // Given
        var first = join(KEY, () -> STORED);
        var second = join(KEY, () -> FAILED);

        // When
        begun.forEach(Runnable::run);

        // Then
        assertThat(begun).hasSize(1);
        assertThat(List.of(first.join(), second.join())).containsExactly(STORED, STORED);
    }

    @Test
    void another_key_is_other_work() {
        // When
        join(KEY, () -> STORED);
        join(new DedupKey("other"), () -> STORED);

        // Then
        assertThat(begun).hasSize(2);
    }

    @Test
    void what_was_acknowledged_lately_is_answered_at_once() {
        // Given
        finish(() -> STORED);

        // When
        var later = join(KEY, () -> FAILED);

        // Then
        assertThat(later).isCompletedWithValue(DUPLICATE);
        assertThat(begun).hasSize(1);
    }

    @Test
    void what_is_under_way_or_acknowledged_or_put_off_lately_is_known() {
        // When
        boolean before = inFlight.knows(KEY);
        join(KEY, () -> STORED);
        boolean underWay = inFlight.knows(KEY);
        begun.forEach(Runnable::run);
        boolean acknowledged = inFlight.knows(KEY);
        var failing = inFlight(Runnable::run);
        failing.join(KEY, LATER, () -> FAILED);

        // Then
        assertThat(List.of(before, underWay, acknowledged)).containsExactly(false, true, true);
        assertThat(failing.knows(KEY)).isTrue();
        clock.advance(Duration.ofMinutes(10));
        assertThat(failing.knows(KEY)).isFalse();
    }

    @Test
    void an_old_acknowledgement_is_forgotten() {
        // Given
        finish(() -> STORED);
        clock.advance(Duration.ofMinutes(10));

        // When
        var later = join(KEY, () -> STORED);

        // Then
        assertThat(later).isNotDone();
        assertThat(begun).hasSize(2);
    }

    @Test
    void an_answer_that_gave_a_file_up_as_gone_is_good_only_while_its_host_is_spared() {
        // Given
        var gone = new MediaReceipt(Samples.medium("1").id(), null, null, ReasonCode.GONE);
        var lacking = new Answer.Acknowledged(Answer.Status.STORED, "event", List.of(gone));
        finish(() -> lacking);
        clock.advance(GoneMemory.PAUSE.minusSeconds(1));
        var meanwhile = join(KEY, () -> STORED);
        clock.advance(Duration.ofSeconds(1));

        // When
        var later = join(KEY, () -> STORED);

        // Then
        assertThat(meanwhile).isCompletedWithValue(lacking.asDuplicate());
        assertThat(later).isNotDone();
        assertThat(begun).hasSize(2);
    }

    @Test
    void a_failure_does_not_stand_in_the_way_of_the_retry() {
        // Given
        finish(() -> FAILED);

        // When
        var retry = join(KEY, () -> STORED);
        begun.getLast().run();

        // Then
        assertThat(retry).isCompletedWithValue(STORED);
    }

    @Test
    void a_delivery_that_joined_and_has_time_left_does_not_fail_with_the_one_before() {
        // Given
        join(KEY, () -> FAILED);
        var second = join(KEY, () -> STORED);

        // When
        begun.getFirst().run();

        // Then
        assertThat(second).isNotDone();
        begun.getLast().run();
        assertThat(second).isCompletedWithValue(STORED);
    }

    @Test
    void a_delivery_that_joined_and_has_no_time_left_fails_with_the_one_before() {
        // Given
        join(KEY, () -> FAILED);
        var second = inFlight.join(KEY, Deadline.in(Duration.ZERO), () -> STORED);

        // When
        begun.getFirst().run();

        // Then
        assertThat(second).isCompletedWithValue(FAILED);
        assertThat(begun).hasSize(1);
    }

    @Test
    void work_that_throws_is_a_passing_fault_and_leaves_the_way_free() {
        // Given
        var first = join(KEY, InFlightTest::broken);

        // When
        begun.getLast().run();

        // Then
        assertThat(first.join())
                .isInstanceOfSatisfying(
                        Answer.Problem.class,
                        p -> assertThat(p.code()).isEqualTo(ProblemCode.TRY_AGAIN));
        assertThat(join(KEY, () -> STORED)).isNotDone();
    }

    @Test
    void work_that_is_refused_is_a_passing_fault() {
        // Given
        var closing =
                inFlight(_ -> {
                    throw new RejectedExecutionException();
                });

        // When
        var answer = closing.join(KEY, LATER, () -> STORED);

        // Then
        assertThat(answer.join())
                .isInstanceOfSatisfying(
                        Answer.Problem.class,
                        p -> assertThat(p.code()).isEqualTo(ProblemCode.TRY_AGAIN));
    }

    private CompletableFuture<Answer> join(DedupKey key, Supplier<Answer> work) {
        return inFlight.join(key, LATER, work);
    }

    private void finish(Supplier<Answer> work) {
        join(KEY, work);
        begun.getLast().run();
    }

    private InFlight inFlight(Executor workers) {
        return new InFlight(workers, new RecentAnswers(clock));
    }

    private static Answer broken() {
        throw new IllegalStateException("broken");
    }
}
