package io.attachrelay.settings;

import java.io.Serial;
import java.util.Collection;
import java.util.List;

/** The settings are wrong. Its message names every mistake, one a line; no secret stands in it. */
public final class SettingsException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient List<String> mistakes;

    SettingsException(Collection<String> mistakes) {
        super(
                (mistakes.size() == 1 ? "A setting is wrong:" : "The settings are wrong:")
                        + "\n  "
                        + String.join("\n  ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Each mistake as {@code key: value and what would be right}; at least one. */
    public List<String> mistakes() {
        return mistakes;
    }
}
