package io.attachrelay.media.fetch;

import java.time.Duration;

/**
 * How fetches of one object on several gateways wait for each other.
 *
 * @param lifetime of a claim that is not renewed
 * @param patience how long one waits for another's download
 * @param pause between two looks
 */
record ClaimTimes(Duration lifetime, Duration patience, Duration pause) {

    /**
     * A claim outlives the longest silence of a media host (10 s); waiting outlives two claims, so
     * that one abandoned is taken over.
     */
    static final ClaimTimes DEFAULT =
            new ClaimTimes(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMillis(200));
}
