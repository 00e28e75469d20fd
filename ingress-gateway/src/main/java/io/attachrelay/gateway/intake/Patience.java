package io.attachrelay.gateway.intake;

import java.time.Duration;

/**
 * Keeps a passing fault from the platform until just before it gives up waiting: a platform that
 * tries only a few times then covers a longer outage, be it of a media host, the token endpoint,
 * the store or the broker. Ends when the gateway does. Decision 0040. Safe for all threads.
 */
final class Patience {

    /** Lets several tries pass within the 8 s that a platform waits for an answer. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    /** Leaves time to write the answer. */
    private static final Duration JUST_BEFORE = Duration.ofMillis(250);

    /** Short beside a download, and a sleeping virtual thread costs next to nothing. */
    private static final Duration NAP = Duration.ofMillis(50);

    private final Duration pause;
    private volatile boolean ended;

    /**
     * @param pause between two tries of what is at fault
     */
    Patience(Duration pause) {
        this.pause = pause;
    }

    /** How long what is at fault is left alone before it is tried again. */
    Duration pause() {
        return pause;
    }

    /** Naps, unless it is time to answer: the deadline is near or the gateway closes. */
    boolean lasts(Deadline answerBy) {
        return !ended && answerBy.left().compareTo(JUST_BEFORE) > 0 && nap();
    }

    /** Naps for a whole pause; whether there is time for another try after it. */
    boolean lastsForAPause(Deadline answerBy) {
        Deadline next = Deadline.in(pause);
        boolean lasts = lasts(answerBy);
        while (lasts && !next.left().isZero()) {
            lasts = lasts(answerBy);
        }
        return lasts;
    }

    /** From now on every fault is answered at once, those that are held included. */
    void end() {
        ended = true;
    }

    private static boolean nap() {
        try {
            Thread.sleep(NAP);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
