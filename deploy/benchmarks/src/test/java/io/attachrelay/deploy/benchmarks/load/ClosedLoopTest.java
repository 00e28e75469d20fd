package io.attachrelay.deploy.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    @Test
    void each_piece_is_done_once_and_so_many_at_the_same_time() throws Exception {
        // Given pieces that go on only when four are under way
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier four = new CyclicBarrier(4);
        Work work =
                () ->
                        worker(number -> {
                            seen.add(number);
                            await(four);
                            return Done.AT_ONCE;
                        });

        // When
        Run run = ClosedLoop.run(work, 4, 40);

        // Then
        assertThat(seen).hasSize(40);
        assertThat(run.done()).isEqualTo(40);
        assertThat(run.perSecond()).isPositive();
    }

    @Test
    void what_was_never_acknowledged_is_not_counted_as_done() throws Exception {
        // Given
        Work work = () -> worker(number -> new Done(number % 2 == 0, number % 2 * 5));

        // When
        Run run = ClosedLoop.run(work, 3, 10);

        // Then
        assertThat(run.done()).isEqualTo(5);
        assertThat(run.failed()).isEqualTo(5);
        assertThat(run.repeats()).isEqualTo(25);
    }

    @Test
    void a_piece_that_can_not_be_done_at_all_ends_the_run() {
        // Given
        Work work =
                () ->
                        worker(_ -> {
                            throw new IllegalStateException("no server");
                        });

        // When and then
        assertThatThrownBy(() -> ClosedLoop.run(work, 2, 10))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("no server");
    }

    private static Work.Worker worker(IntFunction<Done> carry) {
        return new Work.Worker() {
            @Override
            public Done carry(int number) {
                return carry.apply(number);
            }

            @Override
            public void close() {}
        };
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
