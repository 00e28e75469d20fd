package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.gateway.SettableClock;
import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.store.ObjectKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GoneMemoryTest {

    private static final String URL = "https://media.example/1";
    private static final FetchOutcome.Gone SAID = new FetchOutcome.Gone(404);

    private final SettableClock clock = new SettableClock();
    private final GoneMemory memory = new GoneMemory(clock);
    private final ObjectKey key = Samples.medium("1").key();

    @Test
    void the_first_sight_is_not_for_good_and_spares_the_host_for_a_moment() {
        // When
        var sight = memory.note(key, URL, SAID);

        // Then
        assertThat(sight.isForGood()).isFalse();
        clock.advance(GoneMemory.PAUSE.minusNanos(1));
        assertThat(memory.fresh(key, URL)).contains(sight);
        clock.advance(Duration.ofNanos(1));
        assertThat(memory.fresh(key, URL)).isEmpty();
    }

    @Test
    void a_second_sight_far_enough_from_the_first_is_for_good() {
        // Given
        memory.note(key, URL, SAID);
        clock.advance(GoneMemory.PAUSE);

        // When
        var sight = memory.note(key, URL, SAID);

        // Then
        assertThat(sight.isForGood()).isTrue();
        assertThat(memory.fresh(key, URL)).contains(sight);
    }

    @Test
    void another_url_is_asked_at_once_and_does_not_make_it_for_good() {
        // Given
        memory.note(key, URL, SAID);
        String other = URL + "?signed=again";
        boolean fresh = memory.fresh(key, other).isPresent();

        // When
        var sight = memory.note(key, other, SAID);

        // Then
        assertThat(fresh).isFalse();
        assertThat(sight.isForGood()).isFalse();
    }

    @Test
    void what_was_there_in_between_begins_anew() {
        // Given
        memory.note(key, URL, SAID);
        clock.advance(GoneMemory.PAUSE);

        // When
        memory.forget(key);

        // Then
        assertThat(memory.note(key, URL, SAID).isForGood()).isFalse();
    }

    @Test
    void a_sight_from_long_ago_counts_for_nothing() {
        // Given
        memory.note(key, URL, SAID);

        // When
        clock.advance(GoneMemory.LIFETIME);

        // Then
        assertThat(memory.note(key, URL, SAID).isForGood()).isFalse();
    }
}
