package io.attachrelay.deploy.testkit.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.util.ArrayList;
import java.util.List;

/** Types that are text, or text for the most part. */
final class Texts {

    private Texts() {}

    static MediaContent text(long seed, long padding) {
        return new Parts()
                .add("Dear customer, this is note number %d.\n".formatted(seed))
                .add(new Padding(seed, padding));
    }

    static MediaContent csv(long seed, long padding) {
        return new Parts()
                .add("id,name,note\r\n%d,Ada,first\r\n2,Grace,\"".formatted(seed))
                .add(new Padding(seed, padding))
                .add("\"\r\n");
    }

    static MediaContent html(long seed, long padding) {
        return new Parts()
                .add("<!DOCTYPE html>\n<html><head><title>Page %d</title></head>".formatted(seed))
                .add("<body><script>alert(1)</script><!-- ")
                .add(new Padding(seed, padding))
                .add(" --></body></html>\n");
    }

    /**
     * A page with a line of text, and padding as a stream that nothing refers to.
     *
     * <p>All numbers that depend on the padding have a fixed width, so that a byte of padding is a
     * byte of the file.
     */
    static MediaContent pdf(long seed, long padding) {
        var line = "BT /F1 18 Tf 72 720 Td (Sample %d) Tj ET".formatted(seed);
        var objects =
                List.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                        "<< /Length %d >>\nstream\n%s\nendstream".formatted(line.length(), line),
                        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        var file = new StringBuilder("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        var offsets = new ArrayList<Integer>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(length(file));
            file.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)));
        }
        offsets.add(length(file));
        file.append("6 0 obj\n<< /Length %010d >>\nstream\n".formatted(padding));
        var end = "\nendstream\nendobj\n";
        long table = length(file) + padding + end.length();
        return new Parts()
                .add(file.toString())
                .add(new Padding(seed, padding))
                .add(end)
                .add(trailer(offsets, table));
    }

    private static String trailer(List<Integer> offsets, long table) {
        var trailer = new StringBuilder("xref\n0 7\n0000000000 65535 f \n");
        offsets.forEach(offset -> trailer.append("%010d 00000 n \n".formatted(offset)));
        trailer.append("trailer\n<< /Size 7 /Root 1 0 R >>\n");
        return trailer.append("startxref\n%010d\n%%%%EOF\n".formatted(table)).toString();
    }

    private static int length(StringBuilder text) {
        return text.toString().getBytes(UTF_8).length;
    }
}
