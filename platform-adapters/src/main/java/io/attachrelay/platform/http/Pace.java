package io.attachrelay.platform.http;

import io.attachrelay.settings.PaceSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast one OAuth client calls its platform, over all its tenants: no more than its limit in any
 * minute, and no conversation more than its own. It never blocks; who comes too early is told how
 * long to wait. Safe for all threads. Decision 0028.
 */
final class Pace {

    private final Turns client;
    private final Optional<ConversationBuckets> conversations;

    /**
     * @param ticker nanoseconds since any moment; never goes back
     */
    Pace(PaceSettings settings, LongSupplier ticker) {
        ClientTime time = new ClientTime(ticker);
        this.client = new Turns(settings.burst(), settings.refillPerMinute(), time);
        this.conversations = settings.conversation().map(c -> new ConversationBuckets(c, time));
    }

    /**
     * What keeps a caller.
     *
     * @param limit which limit it is, in words
     * @param time above zero
     */
    record Wait(String limit, Duration time) {}

    /**
     * Why the caller may not call now; empty if it may, and then is to {@link #take}. A
     * conversation that has used up its own calls does not queue for the client's.
     */
    synchronized Optional<Wait> ask(Caller caller) {
        Optional<Wait> own =
                conversations
                        .map(c -> c.untilFree(caller))
                        .flatMap(time -> kept("conversation", time));
        return own.isPresent() ? own : kept("client", client.untilTurn(caller));
    }

    /** The caller, which may call, does so now. */
    synchronized void take(Caller caller) {
        client.take(caller);
        conversations.ifPresent(c -> c.take(caller));
    }

    /** The caller must call a second time at once. */
    synchronized void callOutOfTurn(Caller caller) {
        client.callOutOfTurn();
        conversations.ifPresent(c -> c.take(caller));
    }

    /**
     * The platform wants no call for that long. Its answer does not say whose: where conversations
     * have a limit of their own, the caller's pauses, and the whole client once another one is told
     * the same meanwhile.
     */
    synchronized void pause(Caller caller, Duration length) {
        boolean alone = conversations.map(c -> c.pause(caller, length)).orElse(false);
        if (!alone) {
            client.close(length);
        }
    }

    private static Optional<Wait> kept(String limit, Duration time) {
        return time.isPositive() ? Optional.of(new Wait(limit, time)) : Optional.empty();
    }
}
