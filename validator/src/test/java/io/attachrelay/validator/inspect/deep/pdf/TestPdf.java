package io.attachrelay.validator.inspect.deep.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * A PDF of one page: object 1 is the catalog, 2 the pages, 3 the page, and what is added counts
 * from 4 on.
 */
final class TestPdf {

    private String catalog = "";
    private String page = "";
    private String kids = "3 0 R";
    private final List<String> more = new ArrayList<>();

    TestPdf catalog(String entries) {
        catalog = entries;
        return this;
    }

    TestPdf page(String entries) {
        page = entries;
        return this;
    }

    /** What the pages' node lists instead of the one page. */
    TestPdf kids(String references) {
        kids = references;
        return this;
    }

    TestPdf object(String text) {
        more.add(text);
        return this;
    }

    private List<String> objects() {
        List<String> all = new ArrayList<>();
        all.add("<< /Type /Catalog /Pages 2 0 R " + catalog + " >>");
        all.add("<< /Type /Pages /Kids [" + kids + "] /Count 1 >>");
        all.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] " + page + " >>");
        all.addAll(more);
        return all;
    }

    /** With a table of where objects are. */
    byte[] bytes() {
        return withTable(0);
    }

    /** With a table whose places are all wrong. */
    byte[] withWrongTable() {
        return withTable(7);
    }

    private byte[] withTable(int error) {
        var file = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        List<String> objects = objects();
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(file.length() + error));
            file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = file.length();
        int count = objects.size() + 1;
        file.append("xref\n0 %d\n".formatted(count)).append(table);
        file.append("trailer\n<< /Size %d /Root 1 0 R >>\n".formatted(count));
        return file.append("startxref\n%d\n%%%%EOF\n".formatted(start))
                .toString()
                .getBytes(ISO_8859_1);
    }

    /** With all objects in one deflated stream, and a deflated table. */
    byte[] packed() {
        return packed("/FlateDecode", "");
    }

    /** The same with another filter for the objects, and more in their dictionary. */
    byte[] packed(String filter, String entries) {
        var heads = new StringBuilder();
        var bodies = new StringBuilder();
        List<String> objects = objects();
        for (int i = 0; i < objects.size(); i++) {
            heads.append(i + 1).append(' ').append(bodies.length()).append(' ');
            bodies.append(objects.get(i)).append('\n');
        }
        byte[] packed = deflated((heads.toString() + bodies).getBytes(ISO_8859_1));
        var out = new ByteArrayOutputStream();
        write(out, "%PDF-1.7\n");
        int holder = objects.size() + 1;
        int at = out.size();
        write(
                out,
                "%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Length %d /Filter %s %s >>\nstream\n"
                        .formatted(
                                holder,
                                objects.size(),
                                heads.length(),
                                packed.length,
                                filter,
                                entries));
        out.writeBytes(packed);
        write(out, "\nendstream\nendobj\n");
        table(out, objects.size(), at);
        return out.toByteArray();
    }

    private static void table(ByteArrayOutputStream out, int objects, int holderAt) {
        var rows = new ByteArrayOutputStream();
        row(rows, 0, 0, 0);
        for (int i = 0; i < objects; i++) {
            row(rows, 2, objects + 1, i);
        }
        row(rows, 1, holderAt, 0);
        int start = out.size();
        row(rows, 1, start, 0);
        byte[] packed = deflated(rows.toByteArray());
        write(
                out,
                ("%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Length %d"
                                + " /Filter /FlateDecode >>\nstream\n")
                        .formatted(objects + 2, objects + 3, packed.length));
        out.writeBytes(packed);
        write(out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n".formatted(start));
    }

    private static void row(ByteArrayOutputStream rows, int type, int value, int index) {
        rows.write(type);
        for (int shift = 24; shift >= 0; shift -= 8) {
            rows.write(value >> shift);
        }
        rows.write(index >> 8);
        rows.write(index);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(ISO_8859_1));
    }

    static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] chunk = new byte[64 << 10];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        }
    }
}
