package io.attachrelay.notice;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plain text with placeholders such as <code>{file}</code>.
 *
 * @param text not blank, without control characters, at most 1,000 characters: with a file's name
 *     of 255 it stays below the 2,000 that Genesys takes of a message
 */
record Template(String text) {

    private static final int LONGEST = 1_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is no such text, or has other placeholders than these
     */
    static Template parse(String text, Set<String> placeholders) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw new IllegalArgumentException("has control characters");
        }
        PLACEHOLDER.matcher(text).results().forEach(found -> requireKnown(found, placeholders));
        return new Template(text);
    }

    private static void requireKnown(MatchResult found, Set<String> placeholders) {
        if (!placeholders.contains(found.group(1))) {
            throw new IllegalArgumentException(
                    "'"
                            + found.group()
                            + "' is no placeholder here; there are "
                            + new TreeSet<>(placeholders)
                                    .stream()
                                            .map(p -> "{" + p + "}")
                                            .collect(Collectors.joining(", ")));
        }
    }

    /** The text with its placeholders filled at once, so that braces in a value stay braces. */
    String filled(Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                values.getOrDefault(found.group(1), found.group())));
    }
}
