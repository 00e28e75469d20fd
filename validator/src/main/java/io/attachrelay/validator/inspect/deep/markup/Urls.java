package io.attachrelay.validator.inspect.deep.markup;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses as browsers read them: blanks and control characters within do not count. */
final class Urls {

    private static final Pattern SCRIPT =
            Pattern.compile(
                    "(?:javascript|vbscript|livescript|mocha|jscript):"
                            + "|data:(?:text/(?:html|xml|javascript)|application/[\\w.+-]*(?:xml|script)"
                            + "|image/svg)");

    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:https?|ftp|file|smb|wss?):|//|\\\\\\\\");

    private Urls() {}

    static String plain(String url) {
        StringBuilder plain = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            if (!isNothing(url.charAt(i))) {
                plain.append(url.charAt(i));
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isNothing(char c) {
        return c <= ' ' || c == '\u007f' || c >= '\u200b' && c <= '\u200f' || c == '\ufeff';
    }

    /** Whether a plain address is a program. */
    static boolean isScript(String plain) {
        return SCRIPT.matcher(plain).lookingAt();
    }

    /** Whether a plain address leads out of the file. */
    static boolean isElsewhere(String plain) {
        return ELSEWHERE.matcher(plain).lookingAt();
    }
}
