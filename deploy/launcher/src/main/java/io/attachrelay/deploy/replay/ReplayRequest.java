package io.attachrelay.deploy.replay;

import io.attachrelay.model.Sha256;
import io.attachrelay.topic.ReplayMark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an operator wants to be done again.
 *
 * @param mark the replay's id, by which a killed replay goes on where it stopped, and whether
 *     effects are wanted again
 * @param from the first record's time on the topic, inclusive
 * @param to the end of the range, exclusive
 * @param tenant only this tenant's records
 * @param conversation only this conversation's records
 * @param operator who asks, for the audit trail
 * @param perSecond how many records are copied a second at most, above zero
 */
public record ReplayRequest(
        ReplayMark mark,
        Instant from,
        Instant to,
        Optional<String> tenant,
        Optional<String> conversation,
        String operator,
        int perSecond) {

    // It stands in a header that no copy may lack, in a group's name and in a transaction's.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public ReplayRequest {
        if (!ID.matcher(mark.id()).matches()) {
            throw new IllegalArgumentException(
                    "a replay's id has letters, digits, dots, dashes and underscores: "
                            + mark.id());
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the range is empty: from " + from + " to " + to);
        }
        if (perSecond < 1) {
            throw new IllegalArgumentException("the rate must be above zero: " + perSecond);
        }
    }

    /** The same with another end of the range. */
    public ReplayRequest until(Instant end) {
        return new ReplayRequest(mark, from, end, tenant, conversation, operator, perSecond);
    }

    /** What the id then stands for. */
    ReplayScope scope(String topic) {
        return new ReplayScope(
                topic,
                from,
                to,
                tenant.orElse(null),
                conversation.map(ReplayRequest::shortened).orElse(null),
                mark.effects());
    }

    /** The broker keeps a scope only if it is short, and no platform's ids are as long as this. */
    private static String shortened(String conversation) {
        return conversation.length() <= 200
                ? conversation
                : Sha256.of(conversation.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
