package io.attachrelay.validator.inspect.deep.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfparser.COSParser;
import org.apache.pdfbox.pdfparser.PDFObjectStreamParser;
import org.jspecify.annotations.Nullable;

/**
 * A PDF's objects, each read when it is asked for. First the file is taken at its word: its tables
 * say where objects are. Only a file that lies about that is repaired, by a search through all of
 * it, as viewers do.
 *
 * <p>PDFBox takes an object that can't be read for one that is not there; here it is a fault of the
 * file, since a viewer may well read it.
 */
final class PdfObjects extends COSParser {

    private final boolean repair;
    private final InflatedStreams inflated = new InflatedStreams();
    private boolean open;

    /**
     * @param repair whether to search where the tables are wrong
     */
    PdfObjects(PdfBytes bytes, boolean repair) throws IOException {
        super(bytes, "", null, null);
        document = new GuardedDocument(this);
        this.repair = repair;
    }

    /** The document as a whole, from which all else hangs. */
    COSDictionary catalog() throws IOException {
        // Strictly read tables are not compared with all of the file.
        setLenient(repair);
        COSDictionary trailer = retrieveTrailer();
        open = true;
        setLenient(true);
        COSDictionary catalog = trailer.getCOSDictionary(COSName.ROOT);
        if (catalog == null) {
            throw new IOException("no catalog");
        }
        checkPages(catalog);
        return catalog;
    }

    /**
     * Each object that a table knows, and those that only an object stream knows, whether anything
     * refers to them or not; what can't be read is left out.
     */
    List<COSBase> all() {
        List<COSBase> all = new ArrayList<>();
        for (COSObjectKey key : List.copyOf(document.getXrefTable().keySet())) {
            try {
                COSBase object = document.getObjectFromPool(key).getObject();
                all.add(object);
                if (object instanceof COSStream stream && stream.containsKey(COSName.FIRST)) {
                    all.addAll(
                            new PDFObjectStreamParser(stream, document).parseAllObjects().values());
                }
            } catch (IOException | UncheckedIOException _) {
                // Nothing that can be reached refers to it: that was followed before.
                continue;
            }
        }
        return all;
    }

    @Override
    protected void prepareDecryption() throws IOException {
        try {
            super.prepareDecryption();
        } catch (IOException | LinkageError e) {
            // What encrypts for certificates needs a library that is left out.
            throw new EncryptedPdfException(e);
        }
    }

    @Override
    public @Nullable COSBase dereferenceCOSObject(COSObject object) throws IOException {
        try {
            return bounded(super.dereferenceCOSObject(object));
        } catch (IOException e) {
            if (repair && !open) {
                throw e;
            }
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable COSBase bounded(@Nullable COSBase object) throws IOException {
        if (object instanceof COSStream stream && stream.containsKey(COSName.FIRST)) {
            inflated.add(stream);
        }
        return object;
    }

    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        COSStream stream = super.parseCOSStream(dictionary);
        if (stream.containsKey(COSName.W)) {
            inflated.add(stream);
        }
        return stream;
    }

    /** An object that no table knows is none; PDFBox would search the file for it. */
    @Override
    protected @Nullable COSBase parseObjectDynamically(COSObjectKey key, boolean mustBeKnown)
            throws IOException {
        if (!repair && !document.getXrefTable().containsKey(key)) {
            return null;
        }
        return super.parseObjectDynamically(key, mustBeKnown);
    }

    @Override
    protected COSBase parseObjectStreamObject(long stream, COSObjectKey key) throws IOException {
        document.getObjectFromPool(getObjectKey(stream, 0)).getObject();
        COSBase object = strictly(stream, key);
        if (object == null) {
            throw new IOException("an object is not in the stream that should hold it");
        }
        return object;
    }

    private @Nullable COSBase strictly(long stream, COSObjectKey key) throws IOException {
        boolean lenient = isLenient();
        setLenient(false);
        try {
            return super.parseObjectStreamObject(stream, key);
        } finally {
            setLenient(lenient);
        }
    }
}
