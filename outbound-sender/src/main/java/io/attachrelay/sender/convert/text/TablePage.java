package io.attachrelay.sender.convert.text;

import io.attachrelay.sender.convert.jvm.ImpossibleException;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A table in text as a page: its first row is repeated on each sheet if it names the columns. */
final class TablePage {

    private static final int MOST_ROWS = 5_000;
    // On a sheet that lies on its side that is the smallest print that can be read.
    private static final int MOST_COLUMNS = 30;
    private static final int COLUMNS_UPRIGHT = 6;

    // As many characters as a line has in the usual print; cells that are all as long still fit.
    private static final int SHORT = 100;

    private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.,'\\u00a0 ]+%?");

    private static final String STYLE =
            """
            @page { size: A4 %s; margin: 12mm }
            body { font-size: %spt }
            table { width: 100%%; border-collapse: collapse }
            th, td { border: 0.5pt solid #999; padding: 1.5pt 3pt; vertical-align: top }
            th { text-align: left; background: #eee }
            td.number { text-align: right }
            .short { white-space: nowrap }
            tr { page-break-inside: avoid }
            """;

    private TablePage() {}

    static Document of(String text) throws ImpossibleException {
        List<List<String>> rows = Csv.rows(text, MOST_ROWS + 1);
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        if (rows.size() > MOST_ROWS || columns > MOST_COLUMNS) {
            throw new ImpossibleException(
                    "the table has more than %d rows or more than %d columns"
                            .formatted(MOST_ROWS, MOST_COLUMNS));
        }
        Document page = Document.createShell("");
        page.head().appendElement("style").text(style(columns));
        Element table = page.body().appendElement("table");
        boolean named = rows.size() > 1 && rows.getFirst().stream().noneMatch(TablePage::isNoName);
        if (named) {
            fill(table.appendElement("thead").appendElement("tr"), "th", rows.getFirst(), columns);
        }
        Element body = table.appendElement("tbody");
        rows.stream()
                .skip(named ? 1 : 0)
                .forEach(row -> fill(body.appendElement("tr"), "td", row, columns));
        return page;
    }

    private static String style(int columns) {
        boolean upright = columns <= COLUMNS_UPRIGHT;
        // 9 pt for ten columns, 5 pt for thirty.
        double size = Math.clamp(11 - columns * 0.2, 5, 9);
        return STYLE.formatted(upright ? "portrait" : "landscape", size);
    }

    private static boolean isNoName(String cell) {
        return cell.isEmpty() || NUMBER.matcher(cell).matches();
    }

    private static void fill(Element tr, String tag, List<String> cells, int columns) {
        for (int i = 0; i < columns; i++) {
            String cell = i < cells.size() ? cells.get(i) : "";
            Element filled = tr.appendElement(tag).text(cell);
            if (NUMBER.matcher(cell).matches()) {
                filled.addClass("number");
            }
            if (cell.length() * columns <= SHORT) {
                filled.addClass("short");
            }
        }
    }
}
