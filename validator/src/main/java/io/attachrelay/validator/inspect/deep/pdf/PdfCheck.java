package io.attachrelay.validator.inspect.deep.pdf;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * What a PDF does beyond being read: scripts, programs, actions, other files, players, forms. Its
 * structure is followed from object to object, so that no spelling and no packing hides anything.
 * One that opens without a password is looked into, whatever its owner allows.
 */
public final class PdfCheck implements DeepCheck {

    @Override
    public String name() {
        return "pdf";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(
                FindingCode.PDF_JAVASCRIPT,
                FindingCode.PDF_LAUNCH,
                FindingCode.PDF_EMBEDDED_FILE,
                FindingCode.PDF_OPEN_ACTION,
                FindingCode.PDF_ADDITIONAL_ACTION,
                FindingCode.PDF_RICH_MEDIA,
                FindingCode.PDF_XFA,
                FindingCode.PDF_BOMB,
                FindingCode.ENCRYPTED);
    }

    @Override
    public boolean appliesTo(String type) {
        return type.equals("application/pdf");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        FirstOfEach notes = new FirstOfEach(found);
        PdfBytes bytes = new PdfBytes(content);
        try {
            int pages = follow(bytes, notes);
            content.once(PdfPages.class, _ -> new PdfPages(pages));
        } catch (EncryptedPdfException | InvalidPasswordException _) {
            notes.add(FindingCode.ENCRYPTED, "a PDF that asks for a password");
        } catch (IOException e) {
            throw new UncheckedIOException("a PDF that can't be followed", e);
        } finally {
            forgetNames();
        }
    }

    /** PDFBox keeps for ever each name that it ever saw, and any file may bring a million. */
    @SuppressWarnings("deprecation")
    private static void forgetNames() {
        COSName.clearResources();
    }

    /** What a first try noticed counts, even if only the second comes to its end. */
    private static int follow(PdfBytes bytes, FirstOfEach notes) throws IOException {
        try {
            return read(bytes, notes);
        } catch (InvalidPasswordException | EncryptedPdfException e) {
            throw e;
        } catch (IOException
                | UncheckedIOException
                | IllegalStateException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException
                | IndexOutOfBoundsException e) {
            return repair(bytes, notes);
        }
    }

    private static int read(PdfBytes bytes, FirstOfEach notes) throws IOException {
        PdfWalk walk = new PdfWalk(notes);
        walk.document(new PdfObjects(bytes, false).catalog());
        return walk.pages();
    }

    /** Viewers differ in what they repair, so that each object of the file counts. */
    private static int repair(PdfBytes bytes, FirstOfEach notes) throws IOException {
        PdfObjects objects = new PdfObjects(bytes, true);
        PdfWalk walk = new PdfWalk(notes);
        walk.document(objects.catalog());
        for (COSBase object : objects.all()) {
            if (object instanceof COSDictionary dictionary) {
                walk.loose(dictionary);
            }
        }
        return walk.pages();
    }
}
