package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an attachment is to the person who receives it. */
public enum MediaKind implements WireName {
    IMAGE("image"),
    AUDIO("audio"),
    VIDEO("video"),
    DOCUMENT("document");

    private final String wireName;

    MediaKind(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The constant with that name on the wire.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static MediaKind of(String name) {
        return WireName.parse(MediaKind.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }
}
