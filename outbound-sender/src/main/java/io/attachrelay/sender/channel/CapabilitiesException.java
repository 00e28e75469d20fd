package io.attachrelay.sender.channel;

import java.io.Serial;
import java.util.List;

/** A file of capabilities is wrong. Its message names the file and every mistake, one a line. */
public final class CapabilitiesException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient List<String> mistakes;

    CapabilitiesException(String file, List<String> mistakes) {
        super(
                "The file of capabilities "
                        + file
                        + " is wrong:\n  "
                        + String.join("\n  ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Each mistake as row, field, value and what is wrong with it; at least one. */
    public List<String> mistakes() {
        return mistakes;
    }
}
