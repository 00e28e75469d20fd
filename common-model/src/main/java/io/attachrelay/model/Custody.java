package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where an attachment's bytes belong after its verdict. */
public enum Custody implements WireName {
    /** Where they are. What is not accepted is out of reach there, too. */
    STORE("store"),
    /** In quarantine, where only an operator reaches them. */
    QUARANTINE("quarantine"),
    /** Back in the store, since an operator let them out of quarantine. */
    RELEASED("released");

    private final String wireName;

    Custody(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The constant with that name on the wire.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static Custody of(String name) {
        return WireName.parse(Custody.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }
}
