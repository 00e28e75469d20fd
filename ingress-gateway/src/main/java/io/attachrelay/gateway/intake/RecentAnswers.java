package io.attachrelay.gateway.intake;

import io.attachrelay.model.DedupKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What was acknowledged lately, so that another delivery of it is answered at once. Where a medium
 * was given up as gone, that is no longer than its host is spared: it may be back, and a failed
 * fetch never blocks the retry (decision 0033). And what was put off: of it only that it was begun.
 * Safe for all threads.
 */
final class RecentAnswers {

    /** Beyond the 85 s in which Genesys delivers a webhook again. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** Attachments, some 30 MB: 33 webhooks a second with one each fill it in 10 minutes. */
    private static final int IN_ANSWERS = 20_000;

    /** Messages of some 300 bytes each, 6 MB. */
    private static final int PUT_OFF = 20_000;

    private final ExpiringMap<DedupKey, Answer.Acknowledged> settled;
    private final ExpiringMap<DedupKey, Answer.Acknowledged> withGone;
    private final ExpiringMap<DedupKey, Answer.Problem> putOff;

    RecentAnswers(Clock clock) {
        settled = answers(clock, REMEMBERED);
        withGone = answers(clock, GoneMemory.PAUSE);
        putOff = new ExpiringMap<>(clock, REMEMBERED, PUT_OFF);
    }

    /** An answer is as large as its attachments are many, up to 50. */
    private static ExpiringMap<DedupKey, Answer.Acknowledged> answers(
            Clock clock, Duration lifetime) {
        return new ExpiringMap<>(clock, lifetime, IN_ANSWERS, a -> Math.max(1, a.media().size()));
    }

    /** The answer that the message had, if it is still good. */
    Optional<Answer.Acknowledged> get(DedupKey key) {
        return settled.get(key).or(() -> withGone.get(key));
    }

    /** Whether the platform was told lately that its message is not kept yet. */
    boolean isPutOff(DedupKey key) {
        return putOff.get(key).isPresent();
    }

    void put(DedupKey key, Answer answer) {
        switch (answer) {
            case Answer.Acknowledged a when a.hasGone() -> withGone.put(key, a);
            case Answer.Acknowledged a -> settled.put(key, a);
            case Answer.Problem problem -> putOff.put(key, problem);
            case Answer.Received _ ->
                    throw new IllegalStateException("a service's file is no message");
        }
    }
}
