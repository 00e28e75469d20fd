package io.attachrelay.sender.convert.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a table in text (RFC 4180 and its usual variants): the separator is the one of comma,
 * semicolon, tab and bar that most of its first lines have equally often.
 */
final class Csv {

    private static final String SEPARATORS = ",;\t|";
    private static final int LINES = 20;
    private static final char QUOTE = '"';

    private final String text;
    private final char separator;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();

    private Csv(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /**
     * All rows but empty ones.
     *
     * @param most more than that are left out
     */
    static List<List<String>> rows(String text, int most) {
        char best = ',';
        long steadiest = 0;
        String head = text.lines().limit(LINES).reduce("", (a, b) -> a + b + "\n");
        for (char separator : SEPARATORS.toCharArray()) {
            long steady = steadiness(new Csv(head, separator).read(LINES));
            if (steady > steadiest) {
                best = separator;
                steadiest = steady;
            }
        }
        return new Csv(text, best).read(most);
    }

    /** How many rows have as many cells as the first, if that has several; then how many cells. */
    private static long steadiness(List<List<String>> rows) {
        int cells = rows.isEmpty() ? 0 : rows.getFirst().size();
        long alike = rows.stream().filter(row -> row.size() == cells).count();
        return cells < 2 ? 0 : alike * 1_000 + Math.min(cells, 999);
    }

    private List<List<String>> read(int most) {
        int at = 0;
        while (at < text.length() && rows.size() < most) {
            char c = text.charAt(at);
            if (c == QUOTE && cell.isEmpty()) {
                at = quoted(at + 1);
            } else if (c == separator) {
                endCell();
            } else if (c == '\n' || c == '\r') {
                endRow();
            } else {
                cell.append(c);
            }
            at++;
        }
        endRow();
        return rows;
    }

    /** Takes a cell's quoted part; returns where it ends. */
    private int quoted(int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean twice = at + 1 < text.length() && text.charAt(at + 1) == QUOTE;
            if (c == QUOTE && !twice) {
                return at;
            }
            cell.append(c);
            at += c == QUOTE ? 2 : 1;
        }
        return at;
    }

    private void endCell() {
        row.add(cell.toString().strip());
        cell.setLength(0);
    }

    private void endRow() {
        endCell();
        if (row.stream().anyMatch(filled -> !filled.isEmpty())) {
            rows.add(List.copyOf(row));
        }
        row = new ArrayList<>();
    }
}
