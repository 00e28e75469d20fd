package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which media the platform no longer had. A host that has just said so is not asked again at once;
 * a medium that is gone again later is given up, so that it does not hold back its siblings.
 */
final class GoneMemory {

    /**
     * Both the time in which the host is not asked again and the least time between two sights that
     * make a medium given up: so the second sight is always the host's own word. Genesys delivers
     * again 5 s after an answer.
     */
    static final Duration PAUSE = Duration.ofSeconds(3);

    /** Genesys gives up after 85 s; a first sight this old says nothing any more. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int CAPACITY = 20_000;

    private final Clock clock;
    private final ExpiringMap<ObjectKey, Sight> sights;

    GoneMemory(Clock clock) {
        this.clock = clock;
        this.sights = new ExpiringMap<>(clock, LIFETIME, CAPACITY);
    }

    /** The last sight, if that URL was gone so lately that its host is not to be asked. */
    Optional<Sight> fresh(ObjectKey key, String url) {
        Instant now = clock.instant();
        return sights.get(key)
                .filter(s -> s.url().equals(hash(url)))
                .filter(s -> now.isBefore(s.last().plus(PAUSE)));
    }

    /** Notes that the host said just now that it is gone. */
    Sight note(ObjectKey key, String url, FetchOutcome.Gone said) {
        Instant now = clock.instant();
        Instant first = sights.get(key).map(Sight::first).orElse(now);
        Sight sight = new Sight(first, now, hash(url), said);
        sights.put(key, sight);
        return sight;
    }

    /** Forgets it: it is there after all. */
    void forget(ObjectKey key) {
        sights.remove(key);
    }

    /** Only a hash is kept: whoever has the URL has the file. */
    private static Sha256 hash(String url) {
        return Sha256.of(url.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * When a medium was gone.
     *
     * @param first when a host said so for the first time
     * @param last when one said so for the last time
     * @param said how it said so the last time
     */
    record Sight(Instant first, Instant last, Sha256 url, FetchOutcome.Gone said) {

        /** Whether it was gone in two deliveries far enough apart. */
        boolean isForGood() {
            return !last.isBefore(first.plus(PAUSE));
        }
    }
}
