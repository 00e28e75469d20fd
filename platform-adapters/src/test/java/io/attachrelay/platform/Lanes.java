package io.attachrelay.platform;

import io.attachrelay.platform.http.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Conversations that each make one call after the other, waiting as long as they are told, in a
 * time that passes only when all wait. The calls themselves are real.
 */
final class Lanes {

    /** A call that was made; {@code at} in the lanes' time. */
    record Made(String conversation, Duration at) {}

    private record Lane(String conversation, int left, Duration next, long order) {}

    private final ManualTicker ticker;
    private final PriorityQueue<Lane> lanes =
            new PriorityQueue<>(Comparator.comparing(Lane::next).thenComparing(Lane::order));
    private final List<Made> made = new ArrayList<>();
    private long order;

    Lanes(ManualTicker ticker) {
        this.ticker = ticker;
    }

    Lanes add(String conversation, int calls) {
        lanes.add(new Lane(conversation, calls, ticker.passed(), order++));
        return this;
    }

    /** Runs until every call is done; the calls in their order. */
    List<Made> run(Function<String, CallOutcome<?>> call) {
        while (!lanes.isEmpty()) {
            Lane lane = lanes.remove();
            ticker.advance(lane.next().minus(ticker.passed()));
            step(lane, call.apply(lane.conversation()));
        }
        return made;
    }

    private void step(Lane lane, CallOutcome<?> outcome) {
        switch (outcome) {
            case CallOutcome.Done<?> _ -> {
                made.add(new Made(lane.conversation(), ticker.passed()));
                again(lane, lane.left() - 1, Duration.ZERO);
            }
            case CallOutcome.NotYet<?>(_, var wait) -> again(lane, lane.left(), wait);
            case CallOutcome.TryAgain<?>(_, Optional<Duration> retryAfter) ->
                    again(lane, lane.left(), retryAfter.orElse(Duration.ofMillis(200)));
            case CallOutcome.InDoubt<?> _, CallOutcome.Refused<?> _ ->
                    throw new AssertionError(outcome);
        }
    }

    private void again(Lane lane, int left, Duration wait) {
        if (left > 0) {
            Duration next = ticker.passed().plus(wait);
            lanes.add(new Lane(lane.conversation(), left, next, order++));
        }
    }
}
