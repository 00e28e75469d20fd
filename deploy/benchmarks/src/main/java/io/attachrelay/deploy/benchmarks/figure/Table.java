package io.attachrelay.deploy.benchmarks.figure;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns as wide as they need: the first one flush left, figures flush right. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(List.of(head));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has another number of cells than the head
     */
    public Table row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of another length: " + cells);
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    public Table row(String... cells) {
        return row(List.of(cells));
    }

    /** Prints all rows. */
    public void print(PrintWriter out) {
        rows.forEach(row -> out.println("  " + line(row)));
        out.flush();
    }

    private String line(List<String> row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> pad(row.get(i), width(i), i == 0))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String pad(String text, int width, boolean left) {
        String space = " ".repeat(width - text.length());
        return left ? text + space : space + text;
    }

    /** A figure with as many places behind the point; a dash if it is not a number. */
    public static String number(double figure, int places) {
        return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%." + places + "f", figure);
    }
}
