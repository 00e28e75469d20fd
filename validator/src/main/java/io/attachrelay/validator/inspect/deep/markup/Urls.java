package io.attachrelay.validator.inspect.deep.markup;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses as browsers read them: blanks and control characters within do not count. */
final class Urls {

    private static final Pattern NOTHING =
            Pattern.compile("[\\x00-\\x20\\x7f\\u200b-\\u200f\\ufeff]");

    private static final Pattern SCRIPT =
            Pattern.compile(
                    "(?:javascript|vbscript|livescript|mocha|jscript):.*"
                            + "|data:(?:text/(?:html|xml|javascript)|application/[\\w.+-]*(?:xml|script)"
                            + "|image/svg).*",
                    Pattern.DOTALL);

    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:https?|ftp|file|smb|wss?):.*|//.*|\\\\\\\\.*", Pattern.DOTALL);

    private Urls() {}

    static String plain(String url) {
        return NOTHING.matcher(url).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Whether a plain address is a program. */
    static boolean isScript(String plain) {
        return SCRIPT.matcher(plain).matches();
    }

    /** Whether a plain address leads out of the file. */
    static boolean isElsewhere(String plain) {
        return ELSEWHERE.matcher(plain).matches();
    }
}
