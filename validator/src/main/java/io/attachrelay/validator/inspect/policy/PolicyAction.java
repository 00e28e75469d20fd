package io.attachrelay.validator.inspect.policy;

import io.attachrelay.model.WireName;

/** What a policy does with a finding; the later, the graver. */
public enum PolicyAction implements WireName {
    /** It is a note and nothing more. */
    ACCEPT("accept"),
    /** A copy without it is used in place of the file. */
    STRIP("strip"),
    /** The file is rejected. */
    REJECT("reject"),
    /** The file is rejected and belongs in quarantine. */
    QUARANTINE("quarantine");

    private final String wireName;

    PolicyAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Whether the file can't be used because of it. */
    public boolean refuses() {
        return compareTo(REJECT) >= 0;
    }
}
