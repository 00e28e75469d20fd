package io.attachrelay.validator.inspect.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether text is a table (RFC 4180 and its usual variants): the same number of separators in each
 * of its first lines. Quoted fields may hold separators and line ends.
 */
final class CsvShape {

    private static final String SEPARATORS = ",;\t|";
    private static final int LINES = 20;
    // In Chinese no blank follows a comma; the last one is its full stop in GBK.
    private static final List<String> SENTENCE_ENDS =
            List.of("\u3002", "\uff01", "\uff1f", "\u00a1\u00a3");

    private CsvShape() {}

    /**
     * @param whole whether the text is complete; if not, its last line counts for nothing
     */
    static boolean fits(String text, boolean whole) {
        List<String> records = records(text, whole);
        return SEPARATORS.chars().anyMatch(separator -> fits(records, (char) separator));
    }

    private static boolean fits(List<String> records, char separator) {
        long count = separators(records.isEmpty() ? "" : records.getFirst(), separator);
        boolean steady =
                records.size() > 1
                        && count > 0
                        && records.stream().allMatch(r -> separators(r, separator) == count);
        return steady && (count > 1 || records.stream().noneMatch(r -> isProse(r, separator)));
    }

    /** With a single comma a line may be a sentence or a salutation. */
    private static boolean isProse(String record, char separator) {
        String end = record.stripTrailing();
        return record.contains(separator + " ")
                || end.endsWith("" + separator)
                || SENTENCE_ENDS.stream().anyMatch(end::endsWith);
    }

    /** The first ones, without blank ones. */
    private static List<String> records(String text, boolean whole) {
        List<String> records = new ArrayList<>();
        StringBuilder record = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length() && records.size() <= LINES; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c != '\n' && c != '\r') {
                record.append(c);
            } else if (quoted) {
                // A line end within quotes is none: what stands before it has an odd number of
                // quotes.
                record.append('_');
            } else {
                end(record, records);
            }
        }
        end(record, records);
        int complete = whole ? records.size() : records.size() - 1;
        return records.subList(0, Math.clamp(complete, 0, LINES));
    }

    private static void end(StringBuilder record, List<String> records) {
        String text = record.toString();
        if (!text.isBlank()) {
            records.add(text);
        }
        record.setLength(0);
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
