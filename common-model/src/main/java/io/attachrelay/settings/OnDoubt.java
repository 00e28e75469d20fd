package io.attachrelay.settings;

import io.attachrelay.model.WireName;

/** What becomes of a message whose send was begun and never answered: the tenant's choice. */
public enum OnDoubt implements WireName {
    /** It is not sent again: better missing than doubled. */
    HOLD("hold"),
    /** It is sent again, twice at most, until the platform answers: better doubled than missing. */
    RESEND("resend");

    private final String wireName;

    OnDoubt(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
