package io.attachrelay.media.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    private final Places<String> places = new Places<>(12, Rule.KEEPING_ROOM);

    /** Comes in or stands in line; whether it came in. */
    private static boolean arrive(Places<String> places, String tenant, String who) {
        boolean in = places.enter(tenant);
        if (!in) {
            places.queue(tenant, who);
        }
        return in;
    }

    private static int flood(Places<String> places, String tenant) {
        return (int)
                IntStream.range(0, 100).filter(i -> arrive(places, tenant, tenant + i)).count();
    }

    @Test
    void a_tenant_alone_gets_half() {
        // When
        int in = flood(places, "a");

        // Then
        assertThat(in).isEqualTo(6);
        assertThat(places.waiting("a")).isEqualTo(94);
    }

    @ParameterizedTest
    @CsvSource({"1, 6", "2, 4", "3, 3", "5, 2", "11, 1"})
    void so_many_tenants_that_come_in_turn_get_a_part_each_and_leave_one(int tenants, int each) {
        // When
        for (int round = 0; round < 12; round++) {
            for (int t = 0; t < tenants; t++) {
                arrive(places, "t" + t, "t" + t + "-" + round);
            }
        }

        // Then
        for (int t = 0; t < tenants; t++) {
            assertThat(places.held("t" + t)).isEqualTo(each);
        }
        assertThat(places.held()).isLessThan(12);
    }

    @Test
    void a_newcomer_comes_in_while_another_floods() {
        // Given
        flood(places, "a");

        // When
        boolean in = places.enter("b");

        // Then
        assertThat(in).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_tenant_alone_always_gets_one(int count) {
        // Given
        var few = new Places<String>(count, Rule.KEEPING_ROOM);

        // When
        int in = flood(few, "a");

        // Then
        assertThat(in).isOne();
    }

    @Test
    void the_requests_of_a_tenant_come_in_in_their_order() {
        // Given
        var one = new Places<String>(1, Rule.KEEPING_ROOM);
        one.enter("a");
        List.of("first", "second", "third").forEach(who -> arrive(one, "a", who));
        one.giveUp("a", "second");

        // When
        List<List<String>> called = List.of(one.leave("a"), one.leave("a"), one.leave("a"));

        // Then
        assertThat(called).containsExactly(List.of("first"), List.of("third"), List.of());
    }

    @Test
    void tenants_take_turns_however_many_of_one_wait() {
        // Given
        var one = new Places<String>(1, Rule.KEEPING_ROOM);
        one.enter("a");
        List.of("a1", "a2", "a3").forEach(who -> arrive(one, "a", who));
        List.of("b1", "b2").forEach(who -> arrive(one, "b", who));
        arrive(one, "c", "c1");

        // When
        List<String> order = new ArrayList<>();
        for (String holder : List.of("a", "a", "b", "c", "a", "b")) {
            order.addAll(one.leave(holder));
        }

        // Then
        assertThat(order).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void when_nothing_is_kept_free_one_tenant_takes_all() {
        // Given
        var all = new Places<String>(12, Rule.WHILE_FREE);

        // When
        int in = flood(all, "a");

        // Then
        assertThat(in).isEqualTo(12);
    }
}
