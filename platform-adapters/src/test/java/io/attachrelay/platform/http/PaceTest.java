package io.attachrelay.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.Profile;
import io.attachrelay.settings.PaceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Caller ANYONE = new Caller("acme", "anyone");

    private static final Duration ALMOST = Duration.ofNanos(1);

    private final ManualTicker ticker = new ManualTicker();

    /** Two at once, then one a second. */
    private final Pace pace = pace(new PaceSettings(61, 2, Optional.empty()));

    @Test
    void a_burst_may_go_at_once_and_the_others_get_turns_in_the_order_of_coming() {
        // When
        List<Duration> waits = List.of(ask("a"), ask("b"), ask("c"), ask("d"), ask("e"));

        // Then
        assertThat(waits)
                .containsExactly(Duration.ZERO, Duration.ZERO, seconds(1), seconds(2), seconds(3));
    }

    @Test
    void a_turn_is_kept_for_who_has_it_however_many_come_meanwhile() {
        // Given
        use("a", "b");
        Duration first = ask("c");
        ticker.advance(first.minus(ALMOST));

        // When
        for (int i = 0; i < 100; i++) {
            ask("late-" + i);
        }
        Duration before = ask("c");
        ticker.advance(ALMOST);
        Duration after = ask("c");

        // Then
        assertThat(List.of(first, before, after))
                .containsExactly(seconds(1), ALMOST, Duration.ZERO);
    }

    @Test
    void a_turn_serves_one_call() {
        // Given
        use("a", "b");
        ticker.advance(ask("c"));
        use("c");

        // When
        Duration again = ask("c");

        // Then
        assertThat(again).isEqualTo(seconds(1));
    }

    @Test
    void a_turn_that_nobody_takes_is_not_kept_for_ever() {
        // Given
        use("a", "b");
        Duration turn = ask("gone");
        ticker.advance(turn.plus(Turns.KEPT));
        Duration kept = ask("gone");

        // When
        ticker.advance(ALMOST);
        use("x", "y");
        Duration later = ask("gone");

        // Then
        assertThat(kept).isZero();
        assertThat(later).isPositive();
    }

    @Test
    void no_minute_has_more_calls_than_the_limit_wherever_it_begins() {
        // Given
        PaceSettings genesys = PaceSettings.of(Profile.GENESYS_MEDIA_EVENTS);

        // When
        List<Duration> calls = callsOf(pace(genesys), 2_000);

        // Then
        int most = 0;
        for (int from = 0, to = 0; to < calls.size(); to++) {
            while (calls.get(to).minus(calls.get(from)).compareTo(Duration.ofMinutes(1)) >= 0) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        assertThat(most).isEqualTo(300);
    }

    @Test
    void when_the_platform_wants_no_calls_all_turns_move_back_and_keep_their_order() {
        // Given
        use("a", "b");
        ask("c");
        ask("d");
        ticker.advance(Duration.ofMillis(400));

        // When
        pace.pause(ANYONE, seconds(10));

        // Then
        assertThat(List.of(ask("d"), ask("c"), ask("new")))
                .containsExactly(
                        Duration.ofMillis(11_600),
                        Duration.ofMillis(10_600),
                        Duration.ofMillis(12_600));
    }

    @Test
    void after_a_pause_that_the_platform_asked_for_calls_begin_one_by_one() {
        // Given
        pace.pause(ANYONE, seconds(10));

        // When
        ticker.advance(seconds(10));

        // Then
        assertThat(List.of(ask("a"), ask("b"))).containsExactly(seconds(1), seconds(2));
    }

    @Test
    void a_shorter_pause_does_not_end_a_longer_one() {
        // Given
        use("a", "b");
        ask("c");
        pace.pause(ANYONE, seconds(10));
        ticker.advance(seconds(4));

        // When
        pace.pause(ANYONE, seconds(1));
        Duration after = ask("c");
        pace.pause(ANYONE, seconds(20));

        // Then
        assertThat(after).isEqualTo(seconds(7));
        assertThat(ask("c")).isEqualTo(seconds(21));
    }

    @Test
    void a_call_out_of_turn_makes_those_wait_who_come_after_it() {
        // Given
        use("a", "b");
        Duration earlier = ask("c");

        // When
        pace.callOutOfTurn(caller("a"));

        // Then
        assertThat(List.of(earlier, ask("c"), ask("d")))
                .containsExactly(seconds(1), seconds(1), seconds(3));
    }

    @Test
    void a_conversation_that_has_used_up_its_own_calls_leaves_the_client_to_others() {
        // Given
        Pace cxone = pace(PaceSettings.of(Profile.CXONE_CONVERSATION_EVENTS));
        for (int i = 0; i < 250; i++) {
            cxone.ask(caller("busy"));
            cxone.take(caller("busy"));
        }

        // When
        Optional<Pace.Wait> busy = cxone.ask(caller("busy"));
        Optional<Pace.Wait> other = cxone.ask(caller("other"));

        // Then
        assertThat(busy)
                .hasValueSatisfying(wait -> {
                    assertThat(wait.limit()).isEqualTo("conversation");
                    assertThat(wait.time())
                            .isBetween(Duration.ofMillis(3_529), Duration.ofMillis(3_530));
                });
        assertThat(other).isEmpty();
    }

    @Test
    void the_same_conversation_id_of_another_tenant_is_another_conversation() {
        // Given
        var one = Optional.of(new PaceSettings.Conversation(1, 1));
        Pace shared = pace(PaceSettings.of(1_000, one));
        shared.ask(caller("c"));
        shared.take(caller("c"));

        // When
        Optional<Pace.Wait> same = shared.ask(caller("c"));
        Optional<Pace.Wait> others = shared.ask(new Caller("globex", "c"));

        // Then
        assertThat(same).isPresent();
        assertThat(others).isEmpty();
    }

    @Test
    void conversations_that_are_quiet_are_forgotten() {
        // Given
        var buckets =
                new ConversationBuckets(
                        new PaceSettings.Conversation(2, 60), new ClientTime(ticker));
        for (int i = 0; i < 1_000; i++) {
            buckets.take(caller("quiet-" + i));
        }
        int before = buckets.size();

        // When
        ticker.advance(seconds(2));
        for (int i = 0; i < 600; i++) {
            buckets.take(caller("new-" + i));
        }

        // Then
        assertThat(before).isEqualTo(1_000);
        assertThat(buckets.size()).isEqualTo(600);
    }

    /** When each of so many calls is made, all of which are wanted from the beginning. */
    private List<Duration> callsOf(Pace of, int count) {
        List<Duration> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Duration wait = of.ask(caller("c" + i)).map(Pace.Wait::time).orElse(Duration.ZERO);
            calls.add(ticker.passed().plus(wait));
        }
        return calls;
    }

    private void use(String... conversations) {
        for (String conversation : conversations) {
            pace.ask(caller(conversation));
            pace.take(caller(conversation));
        }
    }

    private Duration ask(String conversation) {
        return pace.ask(caller(conversation)).map(Pace.Wait::time).orElse(Duration.ZERO);
    }

    private Pace pace(PaceSettings settings) {
        return new Pace(settings, ticker);
    }

    private static Caller caller(String conversation) {
        return new Caller("acme", conversation);
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }
}
