package io.attachrelay.sender.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import io.attachrelay.model.WireName;

/** How a file that a channel does not show may reach the customer nevertheless. */
public enum OtherWay implements WireName {
    /** As it is: the channel takes it and hands it over as a file. */
    FILE("file"),
    /** By a temporary link in the text. */
    LINK("link"),
    /** As a sentence about it in the text. */
    SUMMARY("summary");

    private final String wireName;

    OtherWay(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }
}
