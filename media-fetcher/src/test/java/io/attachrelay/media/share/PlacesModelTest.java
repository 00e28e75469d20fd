package io.attachrelay.media.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of {@link Places} after each step of any order of steps. */
class PlacesModelTest {

    private static final List<String> TENANTS = List.of("a", "b", "c");

    /** Each tenant's request comes, a place is given back, the last in line gives up. */
    private static final int STEPS = 3 * TENANTS.size();

    @ParameterizedTest
    @EnumSource
    void every_order_of_five_steps_keeps_the_rules(Rule rule) {
        // Given
        int orders = (int) Math.pow(STEPS, 5);

        // When
        for (int count = 1; count <= 4; count++) {
            for (int order = 0; order < orders; order++) {
                Model model = new Model(count, rule);
                for (int rest = order; rest > 0; rest /= STEPS) {
                    model.step(rest % STEPS);
                }

                // Then
                model.assertAllComeInAtLast();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void long_random_orders_keep_the_rules(long seed) {
        // Given
        Random random = new Random(seed);
        Model model = new Model(1 + random.nextInt(20), Rule.values()[random.nextInt(2)]);

        // When
        for (int i = 0; i < 5_000; i++) {
            model.step(random.nextInt(STEPS));
        }

        // Then
        model.assertAllComeInAtLast();
    }

    /** Knows who must be where, and checks it after each step. */
    private static final class Model {

        private final int count;
        private final Rule rule;
        private final Places<String> places;
        private final Map<String, Integer> held = new HashMap<>();
        private final Map<String, List<String>> lines = new HashMap<>();
        // Whoever came in since a tenant has stood in line without a place, by that tenant.
        private final Map<String, Set<String>> passed = new HashMap<>();
        private int requests;

        Model(int count, Rule rule) {
            this.count = count;
            this.rule = rule;
            this.places = new Places<>(count, rule);
            TENANTS.forEach(t -> lines.put(t, new ArrayList<>()));
        }

        void step(int which) {
            String tenant = TENANTS.get(which % TENANTS.size());
            switch (which / TENANTS.size()) {
                case 0 -> arrive(tenant);
                case 1 -> leave(tenant);
                default -> giveUp(tenant);
            }
            check();
        }

        private void arrive(String tenant) {
            String who = tenant + requests++;
            boolean may = lines.get(tenant).isEmpty() && admits(tenant);
            boolean in = places.enter(tenant);
            that(in == may, "only who may comes in at once");
            if (in) {
                cameIn(tenant);
            } else {
                places.queue(tenant, who);
                lines.get(tenant).add(who);
            }
        }

        private void leave(String tenant) {
            if (held(tenant) > 0) {
                held.merge(tenant, -1, Integer::sum);
                for (String called : places.leave(tenant)) {
                    String of = called.substring(0, 1);
                    that(admits(of), "nobody is called who may not come in");
                    that(lines.get(of).removeFirst().equals(called), "a line keeps its order");
                    cameIn(of);
                }
            }
        }

        private void giveUp(String tenant) {
            if (!lines.get(tenant).isEmpty()) {
                places.giveUp(tenant, lines.get(tenant).removeLast());
            }
        }

        /** While a tenant without a place stands in line, no other is called twice. */
        private void cameIn(String tenant) {
            held.merge(tenant, 1, Integer::sum);
            passed.remove(tenant);
            for (String other : TENANTS) {
                if (!lines.get(other).isEmpty() && held(other) == 0) {
                    boolean first = passed.computeIfAbsent(other, _ -> new HashSet<>()).add(tenant);
                    that(first, "tenants take turns");
                }
            }
        }

        private void check() {
            int all = 0;
            for (String tenant : TENANTS) {
                that(places.held(tenant) == held(tenant), "places are counted");
                that(places.waiting(tenant) == lines.get(tenant).size(), "lines are counted");
                that(lines.get(tenant).isEmpty() || !admits(tenant), "nobody waits in vain");
                if (lines.get(tenant).isEmpty()) {
                    passed.remove(tenant);
                }
                all += held(tenant);
            }
            that(all == places.held() && all <= count, "never more than there are");
        }

        void assertAllComeInAtLast() {
            int steps = 0;
            while (places.held() > 0) {
                TENANTS.forEach(this::leave);
                check();
                that(steps++ < requests + 1, "each round lets one in at least");
            }
            assertThat(places.allWaiting()).isEmpty();
            assertThat(places.waiting()).isZero();
            that(places.isIdle(), "nobody is remembered who is gone");
        }

        private boolean admits(String tenant) {
            return rule.admits(held(tenant), count - sum());
        }

        private int held(String tenant) {
            return held.getOrDefault(tenant, 0);
        }

        private int sum() {
            return held.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Millions of times, so without the words that nobody reads. */
        private static void that(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError(what);
            }
        }
    }
}
