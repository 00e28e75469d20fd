package io.attachrelay.notice;

import io.attachrelay.model.WireName;
import java.util.Set;

/** What an agent is told of. */
enum Occasion implements WireName {
    /** A file of the customer's can't be used. */
    ARRIVED("arrived", Set.of("file", "reason", "advice")),
    /** A message to the customer did not go out. */
    NOT_SENT("not-sent", Set.of("file", "reason"));

    private final String wireName;
    private final Set<String> placeholders;

    Occasion(String wireName, Set<String> placeholders) {
        this.wireName = wireName;
        this.placeholders = placeholders;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** What a text about it may hold in braces. */
    Set<String> placeholders() {
        return placeholders;
    }
}
