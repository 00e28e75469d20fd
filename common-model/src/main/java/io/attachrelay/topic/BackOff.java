package io.attachrelay.topic;

import java.time.Duration;

/**
 * Exponential back-off with full jitter.
 *
 * @param first the ceiling before the first retry, above zero
 * @param longest the ceiling that doubling ends at, not below {@code first}
 * @param giveUpAfter how long after its first failure a record is given up, zero or more; a restart
 *     of the process begins to count anew
 */
public record BackOff(Duration first, Duration longest, Duration giveUpAfter) {

    private static final int MOST_DOUBLINGS = 62;

    /** How late one may come to an appointment: enough to part those who have the same one. */
    private static final Duration LONGEST_LATENESS = Duration.ofSeconds(1);

    public BackOff {
        if (!first.isPositive() || longest.compareTo(first) < 0 || giveUpAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "no back-off: " + first + ", " + longest + ", " + giveUpAfter);
        }
    }

    /**
     * How long to wait.
     *
     * @param attempt how many have failed, from 1
     * @param jitter a random number from 0 to 1
     */
    public Duration delay(int attempt, double jitter) {
        return Duration.ofNanos((long) (ceiling(attempt) * jitter));
    }

    /**
     * How long to wait until an appointment: as long as was asked, and up to a tenth longer.
     *
     * @param asked zero or more
     * @param jitter a random number from 0 to 1
     */
    static Duration appointment(Duration asked, double jitter) {
        Duration tenth = asked.dividedBy(10);
        Duration latest = tenth.compareTo(LONGEST_LATENESS) < 0 ? tenth : LONGEST_LATENESS;
        return asked.plusNanos((long) (latest.toNanos() * jitter));
    }

    private long ceiling(int attempt) {
        int doublings = Math.min(attempt - 1, MOST_DOUBLINGS);
        // Compared before it is doubled: the product may not fit.
        boolean ended = first.toNanos() > longest.toNanos() >> doublings;
        return ended ? longest.toNanos() : first.toNanos() << doublings;
    }
}
