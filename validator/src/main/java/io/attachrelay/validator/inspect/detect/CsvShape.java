package io.attachrelay.validator.inspect.detect;

import java.util.List;

/**
 * Whether text is a table (RFC 4180 and its usual variants): the same number of separators in each
 * of its first lines. Quoted fields may hold separators and line ends.
 */
final class CsvShape {

    private static final String SEPARATORS = ",;\t|";
    private static final int LINES = 20;

    private CsvShape() {}

    /**
     * @param whole whether the text is complete; if not, its last line counts for nothing
     */
    static boolean fits(String text, boolean whole) {
        return SEPARATORS.chars().anyMatch(separator -> fits(text, (char) separator, whole));
    }

    private static boolean fits(String text, char separator, boolean whole) {
        List<String> records = records(text, whole);
        long count = separators(records.isEmpty() ? "" : records.getFirst(), separator);
        boolean steady =
                records.size() > 1
                        && count > 0
                        && records.stream().allMatch(r -> separators(r, separator) == count);
        return steady && (count > 1 || records.stream().noneMatch(r -> isProse(r, separator)));
    }

    /** With a single comma a line may be a sentence or a salutation. */
    private static boolean isProse(String record, char separator) {
        return record.contains(separator + " ") || record.stripTrailing().endsWith("" + separator);
    }

    private static List<String> records(String text, boolean whole) {
        // A line end within quotes is none: what stands before it has an odd number of quotes.
        StringBuilder joined = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            joined.append(quoted && (c == '\n' || c == '\r') ? '_' : c);
        }
        List<String> lines = joined.toString().lines().filter(line -> !line.isBlank()).toList();
        List<String> complete =
                whole || lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
        return complete.stream().limit(LINES).toList();
    }

    private static long separators(String record, char separator) {
        boolean quoted = false;
        long count = 0;
        for (int i = 0; i < record.length(); i++) {
            quoted ^= record.charAt(i) == '"';
            count += !quoted && record.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }
}
