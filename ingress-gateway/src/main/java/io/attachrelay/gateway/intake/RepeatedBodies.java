package io.attachrelay.gateway.intake;

import io.attachrelay.model.DedupKey;
import io.attachrelay.model.Sha256;
import java.time.Clock;
import java.util.Optional;

/**
 * What the bodies of acknowledged webhooks mean, so that one that comes again, byte for byte, is
 * answered without being read: a platform that tries again sends what it has. To read it was most
 * of what a duplicate cost. Safe for all threads.
 */
final class RepeatedBodies {

    /** Of 300 bytes each. */
    private static final int CAPACITY = 20_000;

    private final InFlight inFlight;
    private final ExpiringMap<Body, Meaning> meanings;

    RepeatedBodies(InFlight inFlight, Clock clock) {
        this.inFlight = inFlight;
        this.meanings = new ExpiringMap<>(clock, RecentAnswers.REMEMBERED, CAPACITY);
    }

    /** A tenant's body. The same bytes mean something else for another. */
    record Body(String tenant, Sha256 hash) {

        static Body of(Webhook webhook) {
            return new Body(webhook.tenant().name(), Sha256.of(webhook.body()));
        }
    }

    private record Meaning(DedupKey key, String eventId) {}

    /** From now on the body stands for that message. */
    void learn(Body body, DedupKey key, String eventId) {
        meanings.put(body, new Meaning(key, eventId));
    }

    /** What its message would be answered, if that is known already and the body as well. */
    Optional<Answer.Acknowledged> answer(Body body) {
        return meanings.get(body)
                .flatMap(known ->
                        inFlight.acknowledged(known.key()).map(a -> a.to(known.eventId())));
    }
}
