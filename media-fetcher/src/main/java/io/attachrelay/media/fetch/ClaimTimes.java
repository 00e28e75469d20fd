package io.attachrelay.media.fetch;

import io.attachrelay.settings.FetchSettings;
import java.time.Duration;

/**
 * How fetches of one object on several gateways wait for each other.
 *
 * @param lifetime of a claim that is not renewed
 * @param patience how long one fetch waits for another's download
 * @param pause between two looks
 */
record ClaimTimes(Duration lifetime, Duration patience, Duration pause) {

    /** Time for a slow store, however soon a media host is given up. */
    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(15);

    /**
     * A platform tries again for some 85 s: what a gateway that died was downloading has to be
     * taken over well before. A host that may be silent for longer may cost a second download.
     */
    private static final Duration LONGEST_LIFETIME = Duration.ofSeconds(40);

    /**
     * Who waits may be the one that probes a media host: the others are not to stand behind it for
     * longer than between two probes. The caller comes back.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /**
     * A claim outlives the longest silence of a media host, which is that of one that is slow to
     * connect to and slow to begin, by a quarter: {@link Claims#isDue} may let a tenth of its life
     * pass before that, and the rest is for the store.
     */
    static ClaimTimes of(FetchSettings settings) {
        Duration silence = settings.connectTimeout().plus(settings.readTimeout());
        long needed = silence.multipliedBy(5).dividedBy(4).toMillis();
        Duration lifetime =
                Duration.ofMillis(
                        Math.clamp(
                                needed, SHORTEST_LIFETIME.toMillis(), LONGEST_LIFETIME.toMillis()));
        return new ClaimTimes(lifetime, PATIENCE, PAUSE);
    }
}
