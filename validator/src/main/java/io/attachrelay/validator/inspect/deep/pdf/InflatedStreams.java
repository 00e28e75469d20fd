package io.attachrelay.validator.inspect.deep.pdf;

import io.attachrelay.validator.inspect.detect.TooCostlyException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FlateFilterDecoderStream;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what the streams that hold a PDF's tables and objects inflate to: PDFBox inflates them
 * into memory, however much that is.
 */
final class InflatedStreams {

    // PDF 32000-1 itself, 756 pages with a structure tree, has 11 MB in all its object streams.
    private static final long MOST_BYTES = 32 << 20;
    // Rows of a cross-reference table have 4 to 20 bytes.
    private static final int WIDEST_ROW = 4 << 10;
    private static final int CHUNK_BYTES = 16 << 10;

    private long bytes;

    /**
     * Counts a stream that PDFBox is about to inflate.
     *
     * @throws TooCostlyException if it is too much
     * @throws IOException if it is packed as no writer of PDFs packs it, or can't be read
     */
    void add(COSStream stream) throws IOException {
        COSBase filter = only(stream.getDictionaryObject(COSName.FILTER, COSName.F));
        if (filter == null) {
            count(stream.getLength());
        } else if (isFlate(filter) && !hasWideRows(stream)) {
            inflate(stream);
        } else {
            throw new IOException("a table or object stream with an unusual filter");
        }
    }

    private static @Nullable COSBase only(@Nullable COSBase some) {
        return some instanceof COSArray array && array.size() == 1 ? array.getObject(0) : some;
    }

    private static boolean isFlate(COSBase filter) {
        return filter.equals(COSName.FLATE_DECODE)
                || filter.equals(COSName.FLATE_DECODE_ABBREVIATION);
    }

    private static boolean hasWideRows(COSStream stream) {
        return only(stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP))
                        instanceof COSDictionary parameters
                && parameters.getInt(COSName.COLUMNS, 1) > WIDEST_ROW;
    }

    private void inflate(COSStream stream) throws IOException {
        try (InputStream in = new FlateFilterDecoderStream(stream.createRawInputStream())) {
            byte[] chunk = new byte[CHUNK_BYTES];
            int read = in.read(chunk);
            while (read >= 0) {
                count(read);
                read = in.read(chunk);
            }
        }
    }

    private void count(long more) {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new TooCostlyException(
                    "tables and objects of more than " + MOST_BYTES + " bytes");
        }
    }
}
