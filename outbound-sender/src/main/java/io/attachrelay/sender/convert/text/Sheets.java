package io.attachrelay.sender.convert.text;

import io.attachrelay.sender.convert.jvm.ImpossibleException;

/** How many sheets a text may fill. */
final class Sheets {

    /** More than anybody reads in a chat. */
    static final int MOST = 200;

    private Sheets() {}

    static void refuseMoreThanMost(int sheets) throws ImpossibleException {
        if (sheets > MOST) {
            throw new ImpossibleException("the text fills more than %d pages".formatted(MOST));
        }
    }
}
