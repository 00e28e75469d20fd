package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where an attachment came from. */
public enum Origin implements WireName {
    /** A platform's webhook. */
    PLATFORM("platform"),
    /** A service of the company handed it over to be sent. */
    SERVICE("service"),
    /** A conversion of another attachment. */
    CONVERSION("conversion");

    private final String wireName;

    Origin(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The constant with that name on the wire.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static Origin of(String name) {
        return WireName.parse(Origin.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }
}
