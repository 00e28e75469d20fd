package io.attachrelay.settings.rows;

import java.io.Serial;

/** A file of rows is not there or no YAML. Its message says why, without the file's name. */
public final class UnreadableRowsException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    UnreadableRowsException(String why, Exception cause) {
        super(why, cause);
    }

    /** Why, in words. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
