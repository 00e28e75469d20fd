package io.attachrelay.sender.convert.text;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.attachrelay.sender.convert.jvm.ImpossibleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Lays out a web page on sheets of A4. Nothing is fetched, neither from the net nor from disk. */
final class WebPages {

    /** Stands before the page's own style, which goes over it. */
    private static final String STYLE =
            """
            @page { size: A4; margin: 15mm }
            body { font-family: '%s'; font-size: 10pt; word-wrap: break-word }
            pre, code, kbd, samp, tt { font-family: '%s'; white-space: pre-wrap }
            img { max-width: 100%% }
            table { -fs-table-paginate: paginate }
            """
                    .formatted(Fonts.SANS, Fonts.MONO);

    private static final String IN_THE_PAGE = "data:image/";

    private final Fonts fonts;

    WebPages(Fonts fonts) {
        this.fonts = fonts;
    }

    /**
     * Lays it out.
     *
     * @throws ImpossibleException if it can't be shown, or on too many sheets
     */
    void write(Document page, Path outcome) throws ImpossibleException, IOException {
        Legible.refuseOthers(page.text(), fonts);
        page.head().prependChild(new Element("style").text(STYLE));
        XRLog.setLoggingEnabled(false);
        try (PdfBoxRenderer renderer = builder(page).buildPdfRenderer()) {
            renderer.layout();
            int sheets = renderer.getRootBox().getLayer().getPages().size();
            Sheets.refuseMoreThanMost(sheets);
            renderer.createPDFWithoutClosing();
            save(renderer, outcome);
        }
    }

    private PdfRendererBuilder builder(Document page) {
        var builder = new PdfRendererBuilder();
        builder.withW3cDocument(new W3CDom().fromJsoup(page), "");
        builder.useUriResolver((_, uri) -> uri.startsWith(IN_THE_PAGE) ? uri : null);
        for (var when : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, _) -> uri.startsWith(IN_THE_PAGE), when);
        }
        builder.useReplacementText(Fonts.REPLACEMENT);
        fonts.addTo(builder);
        return builder;
    }

    private static void save(PdfBoxRenderer renderer, Path outcome) {
        try {
            renderer.getPdfDocument().save(outcome.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
