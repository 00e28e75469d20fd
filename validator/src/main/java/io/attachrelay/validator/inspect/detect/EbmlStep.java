package io.attachrelay.validator.inspect.detect;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** WebM and Matroska (RFC 8794, RFC 9559): the document type within the first element. */
final class EbmlStep implements DetectionStep {

    private static final String MAGIC = "\u001aE\u00df\u00a3";
    private static final String DOC_TYPE = "B\u0082";
    // The header's other elements are short numbers.
    private static final int HEADER_BYTES = 256;

    @Override
    public Optional<Detected> detect(Content content) {
        if (!content.has(0, MAGIC)) {
            return Optional.empty();
        }
        String header = new String(content.read(0, HEADER_BYTES), StandardCharsets.ISO_8859_1);
        int at = header.indexOf(DOC_TYPE);
        boolean webm = at > 0 && header.startsWith("webm", at + DOC_TYPE.length() + 1);
        return Optional.of(Detected.type(webm ? "video/webm" : "video/x-matroska"));
    }
}
