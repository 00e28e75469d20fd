package io.attachrelay.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final List<String> told = new ArrayList<>();

    @Test
    void faults_of_five_pieces_of_work_open_it() {
        // Given
        Breaker breaker = breaker(LONG);

        // When
        fail(breaker, 5);

        // Then
        assertThat(breaker.tryAcquire()).isEmpty();
        assertThat(breaker.rest()).hasValueSatisfying(r -> assertThat(r).isPositive());
        assertThat(told).containsExactly("down");
    }

    @Test
    void faults_of_four_do_not_however_often_they_come() {
        // Given
        Breaker breaker = breaker(LONG);

        // When
        IntStream.range(0, 10).forEach(_ -> fail(breaker, 4));

        // Then
        assertThat(breaker.isClosed()).isTrue();
        assertThat(breaker.rest()).isEmpty();
    }

    @Test
    void a_success_makes_all_that_failed_count_anew() {
        // Given
        Breaker breaker = breaker(LONG);
        fail(breaker, 4);
        breaker.tryAcquire().orElseThrow().succeeded();

        // When
        fail(breaker, 4);
        boolean afterFour = breaker.isClosed();
        fail(breaker, 5);

        // Then
        assertThat(afterFour).isTrue();
        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void what_began_before_it_opened_tells_nothing_to_a_probe() {
        // Given
        Breaker breaker = breaker(SHORT);
        var early = breaker.tryAcquire().orElseThrow();
        fail(breaker, 5);
        var probe = probe(breaker);

        // When
        early.failed("early");
        early.succeeded();

        // Then
        assertThat(breaker.isClosed()).isFalse();
        probe.succeeded();
        assertThat(breaker.isClosed()).isTrue();
        assertThat(told).containsExactly("down", "back");
    }

    @Test
    void a_probe_that_fails_or_learns_nothing_is_followed_by_the_next() {
        // Given
        Breaker breaker = breaker(SHORT);
        fail(breaker, 5);

        // When
        probe(breaker).failed("one that failed before");
        probe(breaker).learntNothing();

        // Then
        probe(breaker).succeeded();
        assertThat(breaker.isClosed()).isTrue();
        assertThat(told).containsExactly("down", "back");
    }

    @Test
    void a_probe_that_takes_long_keeps_no_other_from_probing() {
        // Given
        Breaker breaker = breaker(SHORT);
        fail(breaker, 5);
        var slow = probe(breaker);

        // When
        var next = probe(breaker);
        slow.failed("slow");

        // Then
        next.succeeded();
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void what_was_down_and_is_back_goes_down_after_five_again() {
        // Given
        Breaker breaker = breaker(SHORT);
        fail(breaker, 5);
        probe(breaker).succeeded();

        // When
        fail(breaker, 4);
        boolean afterFour = breaker.isClosed();
        fail(breaker, 5);

        // Then
        assertThat(afterFour).isTrue();
        assertThat(told).containsExactly("down", "back", "down");
    }

    private Breaker breaker(Duration pause) {
        return new Breaker(pause, () -> told.add("down"), () -> told.add("back"));
    }

    private static void fail(Breaker breaker, int pieces) {
        for (int i = 0; i < pieces; i++) {
            breaker.tryAcquire().orElseThrow().failed("piece " + i);
        }
    }

    private static Breaker.Permit probe(Breaker breaker) {
        return await().until(breaker::tryAcquire, p -> p.isPresent()).orElseThrow();
    }
}
