package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A wire contract with a platform: which events arrive and which calls are made. Each tenant has
 * one.
 */
public enum Profile implements WireName {
    GENESYS_MEDIA_EVENTS("genesys-media-events", Platform.GENESYS),
    CXONE_CONVERSATION_EVENTS("cxone-conversation-events", Platform.CXONE);

    private final String wireName;
    private final Platform platform;

    Profile(String wireName, Platform platform) {
        this.wireName = wireName;
        this.platform = platform;
    }

    /**
     * The profile with that name in settings and on the wire.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static Profile of(String name) {
        return WireName.parse(Profile.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }

    /** The vendor whose contract this is. */
    public Platform platform() {
        return platform;
    }
}
