package io.attachrelay.settings.rows;

import java.io.Serial;
import java.util.List;

/** A file of rows is wrong. Its message names the file and every mistake, one a line. */
public final class WrongRowsException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient List<String> mistakes;

    WrongRowsException(String kind, String file, List<String> mistakes) {
        super("The %s %s is wrong:\n  %s".formatted(kind, file, String.join("\n  ", mistakes)));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Each mistake as row, field, value and what is wrong with it; at least one. */
    public List<String> mistakes() {
        return mistakes;
    }
}
