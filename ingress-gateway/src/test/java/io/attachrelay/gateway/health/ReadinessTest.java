package io.attachrelay.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void release() {
        end.countDown();
    }

    @Test
    void one_dependency_that_is_down_or_breaks_makes_it_not_ready() {
        // Given
        BooleanSupplier broken =
                () -> {
                    throw new IllegalStateException("broken");
                };
        try (var readiness =
                new Readiness(Map.of("up", () -> true, "down", () -> false, "broken", broken))) {

            // When
            var report = readiness.check();

            // Then
            assertThat(report.isReady()).isFalse();
            assertThat(report.up()).isEqualTo(Map.of("up", true, "down", false, "broken", false));
        }
    }

    @Test
    void a_probe_that_hangs_is_down_and_is_not_asked_again() {
        // Given
        var asked = new AtomicInteger();
        BooleanSupplier hanging =
                () -> {
                    asked.incrementAndGet();
                    return hang();
                };
        try (var readiness = new Readiness(Map.of("store", hanging))) {
            var first = readiness.check();

            // When
            var later = readiness.check();
            while (later == first) {
                later = readiness.check();
            }

            // Then
            assertThat(first.up()).isEqualTo(Map.of("store", false));
            assertThat(later.up()).isEqualTo(Map.of("store", false));
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void who_asks_often_gets_the_answer_that_is_known() {
        // Given
        var asked = new AtomicInteger();
        try (var readiness = new Readiness(Map.of("kafka", () -> asked.incrementAndGet() > 0))) {
            var first = readiness.check();

            // When
            var second = readiness.check();

            // Then
            assertThat(second).isSameAs(first);
            assertThat(asked).hasValue(1);
        }
    }

    /** Ignores interruption, as a read from a dead network disk does. */
    private boolean hang() {
        while (true) {
            try {
                end.await();
                return true;
            } catch (InterruptedException _) {
                // goes on
            }
        }
    }
}
