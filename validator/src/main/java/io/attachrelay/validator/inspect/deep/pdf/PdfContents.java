package io.attachrelay.validator.inspect.deep.pdf;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.archive.FlateRatio;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * How what the first pages show is packed: viewers unpack it as soon as the file is opened. Nothing
 * of it is kept, and a content that can't be read is the viewer's to complain about.
 */
final class PdfContents {

    // Readers see them before they turn a page, with those that a viewer prepares.
    private static final int MOST_STREAMS = 8;
    // Of all filters these make more bytes than they take; twice in a row they make a million of
    // one, which no writer does.
    private static final Set<COSName> UNPACKING =
            Set.of(
                    COSName.FLATE_DECODE,
                    COSName.FLATE_DECODE_ABBREVIATION,
                    COSName.LZW_DECODE,
                    COSName.LZW_DECODE_ABBREVIATION,
                    COSName.RUN_LENGTH_DECODE,
                    COSName.RUN_LENGTH_DECODE_ABBREVIATION);

    private final FindingSink notes;
    private int streams;

    PdfContents(FindingSink notes) {
        this.notes = notes;
    }

    /** Looks at a page's content if it is one of the first. */
    void look(COSDictionary page, String where) {
        if (streams < MOST_STREAMS) {
            each(value(page, COSName.CONTENTS), where);
        }
    }

    private void each(@Nullable COSBase contents, String where) {
        if (contents instanceof COSStream stream) {
            streams++;
            complaint(stream).ifPresent(c -> notes.add(FindingCode.PDF_BOMB, c + " " + where));
        } else if (contents instanceof COSArray array) {
            for (int i = 0; i < array.size() && streams < MOST_STREAMS; i++) {
                each(element(array, i), where);
            }
        }
    }

    private static @Nullable COSBase value(COSDictionary page, COSName name) {
        try {
            return page.getDictionaryObject(name);
        } catch (UncheckedIOException _) {
            return null;
        }
    }

    private static @Nullable COSBase element(COSArray array, int index) {
        try {
            return array.getObject(index);
        } catch (UncheckedIOException _) {
            return null;
        }
    }

    private static Optional<String> complaint(COSStream stream) {
        COSBase filters = value(stream, COSName.FILTER);
        if (filters instanceof COSArray several && several.size() > 1) {
            return unpacking(several) > 1 ? Optional.of("packed twice") : Optional.empty();
        }
        COSBase filter =
                filters instanceof COSArray one && one.size() == 1 ? element(one, 0) : filters;
        return COSName.FLATE_DECODE.equals(filter)
                        || COSName.FLATE_DECODE_ABBREVIATION.equals(filter)
                ? FlateRatio.complaint(
                        (offset, count) -> packed(stream, offset, count), stream.getLength())
                : Optional.empty();
    }

    private static long unpacking(COSArray filters) {
        long count = 0;
        for (int i = 0; i < filters.size(); i++) {
            count +=
                    element(filters, i) instanceof COSName name && UNPACKING.contains(name) ? 1 : 0;
        }
        return count;
    }

    private static byte[] packed(COSStream stream, long offset, int count) {
        try (InputStream in = stream.createRawInputStream()) {
            in.skipNBytes(offset);
            return in.readNBytes(count);
        } catch (IOException _) {
            return new byte[0];
        }
    }
}
