package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a command ended. */
public enum Outcome implements WireName {
    SENT("sent"),
    /** It can never be sent; the agent was told why. */
    REJECTED("rejected"),
    /** It could not be sent in time. */
    FAILED("failed");

    private final String wireName;

    Outcome(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The constant with that name on the wire.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static Outcome of(String name) {
        return WireName.parse(Outcome.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }
}
