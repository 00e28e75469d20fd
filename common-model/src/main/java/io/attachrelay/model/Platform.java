package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A vendor's platform. */
public enum Platform implements WireName {
    GENESYS("genesys"),
    CXONE("cxone");

    private final String wireName;

    Platform(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The constant with that name on the wire.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static Platform of(String name) {
        return WireName.parse(Platform.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }
}
