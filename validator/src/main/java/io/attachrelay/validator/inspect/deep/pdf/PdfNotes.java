package io.attachrelay.validator.inspect.deep.pdf;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FindingSink;
import java.util.EnumMap;
import java.util.Map;

/** What was noticed in a PDF: of each kind the first. */
final class PdfNotes {

    private final Map<FindingCode, String> first = new EnumMap<>(FindingCode.class);

    void add(FindingCode code, String where) {
        first.putIfAbsent(code, where);
    }

    /** Tells them in the order of the codes. */
    void tell(FindingSink found) {
        first.forEach(found::add);
    }
}
