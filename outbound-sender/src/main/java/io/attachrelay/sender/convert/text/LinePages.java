package io.attachrelay.sender.convert.text;

import io.attachrelay.sender.convert.jvm.ImpossibleException;
import io.attachrelay.sender.convert.text.Glyphs.Glyph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Lays out plain text as it stands, on sheets of A4: letters of one width, so that columns stay
 * columns.
 */
final class LinePages {

    // Eighty columns and a little more.
    private static final float SIZE = 10;
    private static final float LINE_HEIGHT = 12.5f;
    private static final float MARGIN = 50;
    private static final float LINE_WIDTH = (PDRectangle.A4.getWidth() - 2 * MARGIN) / SIZE;
    private static final int LINES =
            (int) ((PDRectangle.A4.getHeight() - 2 * MARGIN) / LINE_HEIGHT);

    private static final String NEW_SHEET = "\f";

    private final Fonts fonts;

    LinePages(Fonts fonts) {
        this.fonts = fonts;
    }

    /**
     * Lays it out.
     *
     * @throws ImpossibleException if it can't be read, or on too many sheets
     */
    void write(String text, Path outcome) throws ImpossibleException {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        Legible.refuseOthers(composed, fonts);
        try (var document = new PDDocument()) {
            var wrapping = new Wrapping(new Glyphs(fonts.forLines(document)), LINE_WIDTH);
            for (String part : composed.split(NEW_SHEET, Sheets.MOST + 2)) {
                writePart(part, wrapping, document);
            }
            document.save(outcome.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writePart(String text, Wrapping wrapping, PDDocument document)
            throws ImpossibleException, IOException {
        List<List<Glyph>> sheet = new ArrayList<>();
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            for (List<Glyph> line : wrapping.parts(lines.next())) {
                if (sheet.size() == LINES) {
                    draw(sheet, document);
                    sheet.clear();
                }
                sheet.add(line);
            }
        }
        draw(sheet, document);
    }

    private static void draw(List<List<Glyph>> lines, PDDocument document)
            throws ImpossibleException, IOException {
        Sheets.refuseMoreThanMost(document.getNumberOfPages() + 1);
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setLeading(LINE_HEIGHT);
            content.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN - SIZE);
            for (List<Glyph> line : lines) {
                draw(line, content);
                content.newLine();
            }
            content.endText();
        }
    }

    /** In runs of one typeface. */
    private static void draw(List<Glyph> line, PDPageContentStream content) throws IOException {
        int from = 0;
        while (from < line.size()) {
            PDFont font = line.get(from).font();
            var run = new StringBuilder();
            int at = from;
            while (at < line.size() && line.get(at).font() == font) {
                run.append(line.get(at).text());
                at++;
            }
            content.setFont(font, SIZE);
            content.showText(run.toString());
            from = at;
        }
    }
}
