package io.attachrelay.validator.inspect.detect;

import java.util.Optional;
import java.util.regex.Pattern;

/** Text that a browser or a shell would run. */
final class ActiveText {

    // The tags by which browsers tell HTML: https://mimesniff.spec.whatwg.org, section 7.1; and
    // SVG.
    private static final Pattern MARKUP =
            Pattern.compile(
                    "\\s*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title"
                            + "|b|body|br|p|!--|svg)[\\s>]",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ELEMENT =
            Pattern.compile("<script[\\s>/]", Pattern.CASE_INSENSITIVE);

    // How Unix, DOS, PHP, Windows shortcuts, Windows Script and registry files begin.
    private static final Pattern SCRIPT =
            Pattern.compile(
                    "\\s*(?:#!|@echo\\s|<\\?php|<%|\\[InternetShortcut]|<job[\\s>]"
                            + "|Windows Registry Editor|REGEDIT4)",
                    Pattern.CASE_INSENSITIVE);

    private ActiveText() {}

    /** Whether browsers take a text that begins so for HTML. */
    static boolean beginsMarkup(String text) {
        return MARKUP.matcher(text).lookingAt();
    }

    /** The type of markup or a script; empty for mere text. */
    static Optional<String> typeOf(String text) {
        if (beginsMarkup(text) || TextSearch.has(text, '<', ELEMENT)) {
            return Optional.of("text/html");
        }
        if (text.stripLeading().startsWith("<?xml")) {
            return Optional.of("application/xml");
        }
        return SCRIPT.matcher(text).lookingAt() ? Optional.of("text/x-script") : Optional.empty();
    }
}
