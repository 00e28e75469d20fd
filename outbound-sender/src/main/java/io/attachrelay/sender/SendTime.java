package io.attachrelay.sender;

import io.attachrelay.media.store.Latest;
import io.attachrelay.topic.RetryLaterException;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a send that the journal says to be begun may still be under way, whoever began it:
 * another sender may have the same command under another key, or may not know yet that its
 * partition is with somebody else. Decision 0039.
 */
final class SendTime {

    /** From "begun" to the request; a store that takes longer keeps the message from going out. */
    static final Duration LONGEST_ANNOUNCEMENT = Duration.ofSeconds(5);

    /** Clocks that NTP keeps differ by less than a second; this is what a bad day adds. */
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    /** What running calls get when their partition is taken away, and time to notice that. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** Whoever is at it may end at any time. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(5);

    /** What several killed senders had under way; what is forgotten is waited for anew. */
    private static final int MOST_SEEN = 1_000;

    private final String instance;
    private final Instant startedAt;
    private final Latest<Progress.Sending, Instant> firstSeen = new Latest<>(MOST_SEEN);

    /**
     * @param instance this sender's
     * @param startedAt when this process came
     */
    SendTime(String instance, Instant startedAt) {
        this.instance = instance;
        this.startedAt = startedAt;
    }

    /**
     * Until when a send may be under way. What this process is at itself has its page open, so that
     * nobody asks.
     *
     * @param longestSend as the platform's adapter says
     */
    TimeLimit of(Progress.Sending begun, Duration longestSend, Instant now) {
        Instant seen = firstSeen(begun, now);
        Instant begunAt = begun.begunAt();
        // A time that is still to come is of a clock that is ahead.
        TimeLimit call =
                new TimeLimit(
                        begunAt.isBefore(seen) ? begunAt : seen,
                        LONGEST_ANNOUNCEMENT.plus(longestSend).plus(CLOCKS_DIFFER));
        TimeLimit grace = new TimeLimit(seen, GRACE);
        return isOfEarlierProcess(begun) && !call.isOver(seen.plus(GRACE)) ? grace : call;
    }

    private Instant firstSeen(Progress.Sending begun, Instant now) {
        Instant seen = firstSeen.find(begun).orElse(now);
        firstSeen.put(begun, seen);
        return seen;
    }

    /**
     * Whether a process that had this instance's name before has begun it: Kafka has fenced it when
     * this one was given its partition, so that it is in its grace at most. One that has taken the
     * name later, by mistake, is as any other.
     */
    private boolean isOfEarlierProcess(Progress.Sending begun) {
        return instance.equals(begun.by()) && begun.begunAt().isBefore(startedAt);
    }

    /**
     * Makes sure that nobody is at a send any more.
     *
     * @throws RetryLaterException if somebody may be
     */
    static void requireOver(TimeLimit limit, Instant now) throws RetryLaterException {
        if (!limit.isOver(now)) {
            throw RetryLaterException.appointment(
                    "another sender may be sending it", limit.atMost(NEXT_LOOK, now));
        }
    }

    /** Whether the request must not go out any more: others may soon take the send to be over. */
    static boolean isTooLate(Progress.Sending begun, Instant now) {
        return new TimeLimit(begun.begunAt(), LONGEST_ANNOUNCEMENT).isOver(now);
    }
}
