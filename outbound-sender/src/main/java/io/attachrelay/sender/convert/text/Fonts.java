package io.attachrelay.sender.convert.text;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The typefaces that come with the product: DejaVu, of which each PDF gets the letters it needs.
 */
final class Fonts implements AutoCloseable {

    static final String SANS = "DejaVu Sans";
    static final String MONO = "DejaVu Sans Mono";

    /** Stands for what no typeface has. */
    static final String REPLACEMENT = "\u25a1";

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final TrueTypeFont mono;
    private final TrueTypeFont sans;
    private final CmapLookup monoGlyphs;
    private final CmapLookup sansGlyphs;

    private Fonts(TrueTypeFont mono, TrueTypeFont sans) throws IOException {
        this.mono = mono;
        this.sans = sans;
        this.monoGlyphs = mono.getUnicodeCmapLookup();
        this.sansGlyphs = sans.getUnicodeCmapLookup();
    }

    static Fonts load() {
        try {
            return new Fonts(parse("DejaVuSansMono.ttf"), parse("DejaVuSans.ttf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrueTypeFont parse(String file) throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(open(file)));
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(Fonts.class.getResourceAsStream(FOLDER + file), file);
    }

    /** Whether one of them has a character. */
    boolean show(int codePoint) {
        return monoGlyphs.getGlyphId(codePoint) != 0 || sansGlyphs.getGlyphId(codePoint) != 0;
    }

    /** For lines of equal widths; what the first lacks the next may have. */
    List<PDFont> forLines(PDDocument document) throws IOException {
        return List.of(
                PDType0Font.load(document, mono, true), PDType0Font.load(document, sans, true));
    }

    /** For web pages, whatever typefaces these ask for. */
    void addTo(PdfRendererBuilder builder) {
        add(builder, "DejaVuSans.ttf", SANS, NORMAL, FontStyle.NORMAL);
        add(builder, "DejaVuSans-Bold.ttf", SANS, BOLD, FontStyle.NORMAL);
        add(builder, "DejaVuSans-Oblique.ttf", SANS, NORMAL, FontStyle.ITALIC);
        add(builder, "DejaVuSansMono.ttf", MONO, NORMAL, FontStyle.NORMAL);
    }

    private static void add(
            PdfRendererBuilder builder, String file, String family, int weight, FontStyle style) {
        builder.useFont(
                () -> open(file),
                family,
                weight,
                style,
                true,
                EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.FALLBACK_PRE));
    }

    @Override
    public void close() throws IOException {
        mono.close();
        sans.close();
    }
}
