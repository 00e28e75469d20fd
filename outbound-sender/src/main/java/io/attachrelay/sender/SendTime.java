package io.attachrelay.sender;

import io.attachrelay.platform.MessageSender;
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

    /** Whoever is at it may end at any time. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(5);

    private SendTime() {}

    /**
     * Makes sure that nobody is at a send any more.
     *
     * @throws RetryLaterException if somebody may be
     */
    static void requireOver(Progress.Sending begun, MessageSender sender, Instant now)
            throws RetryLaterException {
        Duration longest = LONGEST_ANNOUNCEMENT.plus(sender.longestSend()).plus(CLOCKS_DIFFER);
        var limit = new TimeLimit(begun.begunAt(), longest);
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
