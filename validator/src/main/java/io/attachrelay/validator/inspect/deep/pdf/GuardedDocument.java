package io.attachrelay.validator.inspect.deep.pdf;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.ICOSParser;
import org.jspecify.annotations.Nullable;

/** A document that shows PDFBox no key length which it would allot as memory. */
final class GuardedDocument extends COSDocument {

    // PDF 2.0 knows keys of 40 to 256 bits.
    private static final int LONGEST_KEY_BITS = 256;

    GuardedDocument(ICOSParser parser) {
        super(parser);
    }

    @Override
    public @Nullable COSDictionary getEncryptionDictionary() {
        COSDictionary encryption = super.getEncryptionDictionary();
        if (encryption != null && encryption.getInt(COSName.LENGTH, 0) > LONGEST_KEY_BITS) {
            throw new IllegalStateException("a key longer than " + LONGEST_KEY_BITS + " bits");
        }
        return encryption;
    }
}
