package io.attachrelay.sender.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import io.attachrelay.model.WireName;

/** How far a channel supports a file; the later, the less of it reaches the customer. */
public enum SupportLevel implements WireName {
    /** It is sent as it is, and shown. */
    FULL("full"),
    /** It is converted, then sent. */
    CONVERTED("converted"),
    /** It reaches the customer in another way, see {@link OtherWay}. */
    FALLBACK("fallback"),
    /** The channel would take it and silently show nothing: it is not sent. */
    DROPPED("dropped"),
    /** The channel would not take it, or not show it: it is not sent. */
    REJECTED("rejected");

    private final String wireName;

    SupportLevel(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }
}
