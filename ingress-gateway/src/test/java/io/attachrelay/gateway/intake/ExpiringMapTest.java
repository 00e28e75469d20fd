package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.gateway.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiringMapTest {

    private final SettableClock clock = new SettableClock();
    private final ExpiringMap<String, Integer> map =
            new ExpiringMap<>(clock, Duration.ofMinutes(10), 3);

    @Test
    void a_value_is_there_until_its_lifetime_is_over() {
        // Given
        map.put("a", 1);
        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        var before = map.get("a");

        // When
        clock.advance(Duration.ofNanos(1));

        // Then
        assertThat(before).contains(1);
        assertThat(map.get("a")).isEmpty();
        assertThat(map.size()).isZero();
    }

    @Test
    void a_second_put_renews_the_lifetime_and_the_value() {
        // Given
        map.put("a", 1);
        clock.advance(Duration.ofMinutes(6));

        // When
        map.put("a", 2);

        // Then
        clock.advance(Duration.ofMinutes(6));
        assertThat(map.get("a")).contains(2);
    }

    @Test
    void beyond_the_capacity_the_eldest_is_forgotten() {
        // Given
        map.put("a", 1);
        map.put("b", 2);
        map.put("c", 3);
        map.put("a", 4);

        // When
        map.put("d", 5);

        // Then
        assertThat(map.size()).isEqualTo(3);
        assertThat(map.get("b")).isEmpty();
        assertThat(map.get("a")).contains(4);
    }

    @Test
    void a_large_value_takes_the_room_of_many_small_ones() {
        // Given
        var sized = new ExpiringMap<String, Integer>(clock, Duration.ofMinutes(10), 10, v -> v);
        sized.put("a", 4);
        sized.put("b", 4);
        sized.put("b", 1);
        sized.remove("unknown");

        // When
        sized.put("c", 6);

        // Then
        assertThat(sized.size()).isEqualTo(2);
        assertThat(sized.get("a")).isEmpty();
        assertThat(sized.get("b")).contains(1);
        assertThat(sized.get("c")).contains(6);
    }

    @Test
    void what_expired_or_was_removed_leaves_its_room() {
        // Given
        var sized = new ExpiringMap<String, Integer>(clock, Duration.ofMinutes(10), 10, v -> v);
        sized.put("expired", 6);
        clock.advance(Duration.ofMinutes(10));
        sized.put("removed", 4);
        sized.remove("removed");

        // When
        sized.put("a", 5);
        sized.put("b", 5);

        // Then
        assertThat(sized.get("a")).contains(5);
        assertThat(sized.get("b")).contains(5);
    }
}
