package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.gateway.SettableClock;
import io.attachrelay.gateway.intake.Budget.Overdrawn;
import io.attachrelay.settings.CallerLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void a_request_is_free_again_when_its_part_of_the_minute_has_passed() {
        // Given
        Budget budget = budget(Optional.of(60), Optional.empty());
        for (int i = 0; i < 60; i++) {
            assertThat(budget.take()).isEmpty();
        }

        // When
        var refused = budget.take();

        // Then
        assertThat(refused).contains(new Overdrawn("requests-per-minute", Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(budget.take()).isEmpty();
        assertThat(budget.take()).isPresent();
    }

    @Test
    void bytes_go_into_debt_and_the_debt_is_paid_over_hours_if_need_be() {
        // Given
        Budget budget = budget(Optional.empty(), Optional.of(60L));

        // When
        budget.pay(60 + 60 * 120);

        // Then: until one byte is there
        assertThat(budget.take())
                .contains(
                        new Overdrawn(
                                "bytes-per-minute",
                                Duration.ofHours(2).plus(Duration.ofSeconds(1))));
        clock.advance(Duration.ofHours(2).plusSeconds(1));
        assertThat(budget.take()).isEmpty();
    }

    @Test
    void a_request_that_is_refused_for_its_bytes_is_not_counted() {
        // Given
        Budget budget = budget(Optional.of(1), Optional.of(60L));
        budget.pay(60);

        // When
        var refused = budget.take();

        // Then
        assertThat(refused).map(Overdrawn::limit).contains("bytes-per-minute");
        clock.advance(Duration.ofSeconds(1));
        assertThat(budget.take()).isEmpty();
    }

    @Test
    void the_largest_limits_do_not_overflow() {
        // Given
        Budget budget = budget(Optional.of(999_999_999), Optional.of(50_000_000_000L));

        budget.pay(1_050_000_000_000L);

        // When
        var refused = budget.take();

        // Then
        assertThat(refused)
                .map(Overdrawn::pause)
                .hasValueSatisfying(pause ->
                        assertThat(pause)
                                .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21)));
        clock.advance(Duration.ofDays(36_500));
        assertThat(budget.take()).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_stops_no_tenant() {
        // Given
        Budget budget = budget(Optional.of(1), Optional.empty());
        budget.take();

        // When
        clock.advance(Duration.ofHours(-1));
        budget.take();
        clock.advance(Duration.ofMinutes(1));

        // Then
        assertThat(budget.take()).isEmpty();
    }

    private Budget budget(Optional<Integer> requests, Optional<Long> bytes) {
        return new Budget(new CallerLimits(requests, bytes), new ForwardTime(clock));
    }
}
