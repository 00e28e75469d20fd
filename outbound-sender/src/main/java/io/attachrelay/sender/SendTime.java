package io.attachrelay.sender;

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

    private SendTime() {}

    /** For a send that another instance has begun. */
    static TimeLimit ofOther(Progress.Sending begun, Duration longestSend) {
        return new TimeLimit(
                begun.begunAt(), LONGEST_ANNOUNCEMENT.plus(longestSend).plus(CLOCKS_DIFFER));
    }

    /**
     * For a send that an earlier process of the same instance has begun: Kafka has fenced it when
     * this one came, so that it is in its grace at most. What this process is at itself has its
     * page open, so that nobody asks.
     *
     * @param startedAt when this process came
     */
    static TimeLimit ofEarlierProcess(
            Progress.Sending begun, Duration longestSend, Instant startedAt) {
        TimeLimit grace = new TimeLimit(startedAt, GRACE);
        TimeLimit other = ofOther(begun, longestSend);
        return other.isOver(startedAt.plus(GRACE)) ? other : grace;
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
