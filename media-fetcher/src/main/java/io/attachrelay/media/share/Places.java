package io.attachrelay.media.share;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Who holds a place and who waits for one. A tenant's requests come in in their order; tenants take
 * turns, the one whose last turn is longest ago first. Knows neither threads nor time.
 *
 * @param <W> who waits
 */
final class Places<W> {

    private final int count;
    private final Rule rule;
    // In the order of turns. Nobody is kept who neither holds a place nor waits.
    private final LinkedHashMap<String, Tenant<W>> tenants = new LinkedHashMap<>();
    private int held;
    private int waiting;

    /**
     * @param count how many places there are, 1 at least
     */
    Places(int count, Rule rule) {
        this.count = count;
        this.rule = rule;
    }

    /**
     * Takes a place; whether there was one for this tenant. Nobody passes a line: while one stands,
     * there is no place for its tenant, since whoever may is called at once.
     */
    boolean enter(String name) {
        boolean admitted = rule.admits(tenant(name).held, count - held);
        if (admitted) {
            admit(name);
        }
        return admitted;
    }

    /** Stands in the tenant's line, after {@link #enter} had no place. */
    void queue(String name, W who) {
        tenants.computeIfAbsent(name, _ -> new Tenant<>()).waiting.add(who);
        waiting++;
    }

    /** Gives one of the tenant's places back; those who come in for it. */
    List<W> leave(String name) {
        tenant(name).held--;
        held--;
        List<W> called = new ArrayList<>();
        Optional<String> next = next();
        while (next.isPresent()) {
            called.add(call(next.get()));
            next = next();
        }
        forgetIfIdle(name);
        return called;
    }

    /** Leaves the line without a place. */
    void giveUp(String name, W who) {
        if (tenant(name).waiting.remove(who)) {
            waiting--;
            forgetIfIdle(name);
        }
    }

    int held() {
        return held;
    }

    int waiting() {
        return waiting;
    }

    int held(String name) {
        return tenant(name).held;
    }

    int waiting(String name) {
        return tenant(name).waiting.size();
    }

    /** Whoever waits, of all tenants. */
    List<W> allWaiting() {
        return tenants.values().stream().flatMap(t -> t.waiting.stream()).toList();
    }

    /** Whether nobody holds a place or waits: nothing is remembered then. */
    boolean isIdle() {
        return tenants.isEmpty();
    }

    private Optional<String> next() {
        return tenants.entrySet().stream()
                .filter(t -> !t.getValue().waiting.isEmpty())
                .filter(t -> rule.admits(t.getValue().held, count - held))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private W call(String name) {
        waiting--;
        return admit(name).waiting.removeFirst();
    }

    private Tenant<W> admit(String name) {
        Tenant<W> tenant = tenant(name);
        tenant.held++;
        held++;
        tenants.putLast(name, tenant);
        return tenant;
    }

    private Tenant<W> tenant(String name) {
        Tenant<W> known = tenants.get(name);
        return known == null ? new Tenant<>() : known;
    }

    private void forgetIfIdle(String name) {
        Tenant<W> tenant = tenant(name);
        if (tenant.held == 0 && tenant.waiting.isEmpty()) {
            tenants.remove(name);
        }
    }

    private static final class Tenant<W> {
        private final SequencedSet<W> waiting = new LinkedHashSet<>();
        private int held;
    }
}
