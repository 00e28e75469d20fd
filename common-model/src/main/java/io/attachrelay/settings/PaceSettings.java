package io.attachrelay.settings;

import io.attachrelay.model.Profile;
import java.util.Optional;

/**
 * How fast a platform's API is called. What calls of one OAuth client have in common is counted
 * together, whichever tenant makes them.
 *
 * @param perMinute the most calls of the client in any minute, above zero
 * @param burst how many of them may be made at once after a pause, from 1 to {@code perMinute}; the
 *     others are spread over the minute
 * @param conversation what one conversation may take of them; empty means as much as it likes
 */
public record PaceSettings(int perMinute, int burst, Optional<Conversation> conversation) {

    /**
     * {@code client.credentials.token.rate.per.minute}, as the vendor's page of an organisation's
     * limits has it.
     */
    private static final int GENESYS_PER_MINUTE = 300;

    /** "Send outbound" in the vendor's list of digital limits, the lowest of a tenant's. */
    private static final int CXONE_PER_MINUTE = 6_000;

    /** Updates of one contact in the same list. */
    private static final Conversation CXONE_CONTACT = new Conversation(250, 17);

    /** So much of a minute's calls may come at once: the more, the slower the calls behind them. */
    private static final int BURST_SHARE = 20;

    public PaceSettings {
        Check.that(perMinute > 0, "per-minute", perMinute, "is not above zero");
        Check.that(
                burst > 0 && burst <= perMinute,
                "burst",
                burst,
                "is not between 1 and per-minute, " + perMinute);
    }

    /** The pace with the usual burst, a twentieth of {@code perMinute}. */
    public static PaceSettings of(int perMinute, Optional<Conversation> conversation) {
        return new PaceSettings(perMinute, Math.max(1, perMinute / BURST_SHARE), conversation);
    }

    /** What the vendor allows unless it was asked for more. */
    public static PaceSettings of(Profile profile) {
        return switch (profile.platform()) {
            case GENESYS -> of(GENESYS_PER_MINUTE, Optional.empty());
            case CXONE -> of(CXONE_PER_MINUTE, Optional.of(CXONE_CONTACT));
        };
    }

    /**
     * How many more calls a minute brings once the burst is used: no minute then has more than
     * {@code perMinute} calls, wherever it begins.
     */
    public int refillPerMinute() {
        return perMinute - burst + 1;
    }

    /**
     * What one conversation may take.
     *
     * @param burst how many calls it may make at once after a pause, above zero
     * @param refillPerMinute how many more each minute brings, above zero
     */
    public record Conversation(int burst, int refillPerMinute) {
        public Conversation {
            Check.that(burst > 0, "conversation.burst", burst, "is not above zero");
            Check.that(
                    refillPerMinute > 0,
                    "conversation.refill-per-minute",
                    refillPerMinute,
                    "is not above zero");
        }
    }
}
