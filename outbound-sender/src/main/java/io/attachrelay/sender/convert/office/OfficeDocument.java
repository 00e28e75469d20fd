package io.attachrelay.sender.convert.office;

import static io.attachrelay.sender.convert.office.OfficeSession.property;

import com.sun.star.beans.PropertyValue;
import com.sun.star.frame.XStorable;
import com.sun.star.lang.XComponent;
import com.sun.star.uno.UnoRuntime;
import com.sun.star.util.CloseVetoException;
import com.sun.star.util.XCloseable;
import java.nio.file.Path;

/** A document that LibreOffice holds open. */
final class OfficeDocument implements AutoCloseable {

    private final XComponent document;
    private final OfficeFormat format;

    OfficeDocument(XComponent document, OfficeFormat format) {
        this.document = document;
        this.format = format;
    }

    /**
     * Writes it as a PDF.
     *
     * @throws com.sun.star.io.IOException if LibreOffice can't, also for the size of the file
     */
    void writePdf(Path file, PdfQuality quality) throws com.sun.star.io.IOException {
        PropertyValue[] pictures = {
            property("Quality", quality.jpegQuality()),
            property("ReduceImageResolution", true),
            property("MaxImageResolution", quality.dotsPerInch())
        };
        write(
                file,
                property("FilterName", format.exportFilter()),
                property("FilterData", pictures));
    }

    /**
     * Writes it in some form.
     *
     * @param how LibreOffice's properties for that
     * @throws com.sun.star.io.IOException if LibreOffice can't
     */
    void write(Path file, PropertyValue... how) throws com.sun.star.io.IOException {
        UnoRuntime.queryInterface(XStorable.class, document)
                .storeToURL(OfficeSession.url(file), how);
    }

    @Override
    public void close() {
        try {
            UnoRuntime.queryInterface(XCloseable.class, document).close(true);
        } catch (CloseVetoException _) {
            // Whoever vetoes takes over; the process is not kept for long.
        }
    }
}
