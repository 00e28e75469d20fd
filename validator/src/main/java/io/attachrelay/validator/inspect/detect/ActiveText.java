package io.attachrelay.validator.inspect.detect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that a browser or a shell would run. */
final class ActiveText {

    // The tags by which browsers tell HTML: https://mimesniff.spec.whatwg.org, section 7.1, and
    // what Firefox goes by besides (nsUnknownDecoder); and SVG.
    private static final Pattern MARKUP =
            Pattern.compile(
                    "\\s*<(?:!--|(?:!doctype html|html|head|script|iframe|h[1-6]|div|font|table|a|style"
                            + "|title|b|body|br|p|svg|meta|form|img|link|base|center|frameset|applet"
                            + "|object|embed|isindex|pre)[\\s>/])",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT_BEGIN =
            Pattern.compile("<script(?:[\\s>]|/(>)?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT_END =
            Pattern.compile("</script|/>", Pattern.CASE_INSENSITIVE);

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

    /**
     * Whether there is a script that ends. One that does not is a word about scripts: no browser
     * runs it (HTML, section 13.2.6.4.8: at the end of the file it is "already started").
     */
    private static boolean holdsScript(String text, boolean whole) {
        Matcher begin = SCRIPT_BEGIN.matcher(text);
        return begin.find()
                && (!whole || begin.group(1) != null || SCRIPT_END.matcher(text).find(begin.end()));
    }

    /**
     * The type of markup or a script; empty for mere text.
     *
     * @param whole whether the text is complete
     */
    static Optional<String> typeOf(String text, boolean whole) {
        if (beginsMarkup(text) || holdsScript(text, whole)) {
            return Optional.of("text/html");
        }
        if (text.stripLeading().startsWith("<?xml")) {
            return Optional.of("application/xml");
        }
        return SCRIPT.matcher(text).lookingAt() ? Optional.of("text/x-script") : Optional.empty();
    }
}
