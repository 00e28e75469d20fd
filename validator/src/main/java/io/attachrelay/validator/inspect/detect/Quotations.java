package io.attachrelay.validator.inspect.detect;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines of code that stand in a text about it: between Markdown's fences, and in logs. Languages of
 * which a file is read as a whole run nothing of such a text, since words and times are an error in
 * them; a shell runs what it can.
 */
final class Quotations {

    private static final String FENCE = "```";
    private static final Pattern LOG =
            Pattern.compile(
                    "\\[?(?:\\d{4}-\\d\\d-\\d\\d[T ]|\\d\\d:\\d\\d:\\d\\d\\b"
                            + "|\\d{1,2}/\\w{3}/\\d{4}|[A-Z][a-z]{2} [ \\d]\\d \\d\\d:)");
    private static final Pattern WORDS =
            Pattern.compile("[ \\t]*\\p{L}+,?(?: \\p{L}+,?){3,}[^{};=$<>|`]*");
    // What may hide the fences from an interpreter.
    private static final List<String> HIDING = List.of("/*", "<!--", "\"\"\"", "'''");

    private Quotations() {}

    /** The text without them; the same text if it has none. */
    static String without(String text) {
        List<String> lines = text.lines().toList();
        boolean fenced = hasFences(text, lines);
        StringBuilder own = new StringBuilder(text.length());
        boolean quoted = false;
        boolean changed = false;
        for (String line : lines) {
            boolean fence = fenced && isFence(line);
            boolean drop = fence || quoted || LOG.matcher(line).lookingAt();
            quoted ^= fence;
            changed |= drop;
            own.append(drop ? "" : line).append('\n');
        }
        return changed ? own.toString() : text;
    }

    /** Pairs of them, and words besides: without, all is code. */
    private static boolean hasFences(String text, List<String> lines) {
        if (!text.contains(FENCE) || HIDING.stream().anyMatch(text::contains)) {
            return false;
        }
        boolean quoted = false;
        boolean words = false;
        for (String line : lines) {
            quoted ^= isFence(line);
            words |= !quoted && WORDS.matcher(line).matches();
        }
        return words && !quoted;
    }

    private static boolean isFence(String line) {
        return line.stripLeading().startsWith(FENCE);
    }
}
