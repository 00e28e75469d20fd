package io.attachrelay.deploy.replay;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;

/** Lets records go one by one at a rate, until it is told to stop. Safe for all threads. */
final class ReplayPace {

    private final RateLimiter<Object> limiter;
    private volatile boolean stopped;

    /**
     * @param perSecond records a second at most, above zero
     */
    ReplayPace(int perSecond) {
        this.limiter = RateLimiter.smoothBuilder(perSecond, Duration.ofSeconds(1)).build();
    }

    /**
     * Returns when the next record may go, a second from now at the latest.
     *
     * @throws ReplayBrokenOffException if none may go any more
     */
    void awaitTurn() {
        requireGoing();
        try {
            limiter.acquirePermit();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * @throws ReplayBrokenOffException if it was told to stop
     */
    void requireGoing() {
        if (stopped) {
            throw ReplayBrokenOffException.stopped();
        }
    }

    /** Ends it for good. */
    void stop() {
        stopped = true;
    }
}
