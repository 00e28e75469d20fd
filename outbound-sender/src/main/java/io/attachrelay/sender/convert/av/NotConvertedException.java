package io.attachrelay.sender.convert.av;

import io.attachrelay.sender.convert.Conversion;

/** Nothing came of a conversion, and why. */
final class NotConvertedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Conversion conversion;

    NotConvertedException(Conversion conversion) {
        super(conversion.toString());
        this.conversion = conversion;
    }

    /** What to tell. */
    Conversion conversion() {
        return conversion;
    }
}
