package io.attachrelay.validator.inspect.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches a text for a pattern that begins with a known character. The machine looks for a single
 * character in many bytes at a time, an expression goes from one to the next.
 */
public final class TextSearch {

    private TextSearch() {}

    /**
     * Whether the pattern stands anywhere.
     *
     * @param pattern finds nothing that begins with another character
     * @param first that character
     */
    public static boolean has(String text, char first, Pattern pattern) {
        int at = text.indexOf(first);
        if (at < 0) {
            return false;
        }
        Matcher matcher = pattern.matcher(text);
        while (at >= 0 && !matcher.region(at, text.length()).lookingAt()) {
            at = text.indexOf(first, at + 1);
        }
        return at >= 0;
    }
}
