package io.attachrelay.validator.inspect.deep;

import io.attachrelay.model.FindingCode;
import java.util.EnumSet;
import java.util.Set;

/**
 * Passes on the first finding of each kind, since a document may have the same a thousand times. It
 * does so at once: what was noticed counts, even if the document can't be followed any further.
 */
public final class FirstOfEach implements FindingSink {

    private final Set<FindingCode> seen = EnumSet.noneOf(FindingCode.class);
    private final FindingSink found;

    /**
     * @param found is told the first of each
     */
    public FirstOfEach(FindingSink found) {
        this.found = found;
    }

    @Override
    public void add(FindingCode code, String detail) {
        if (seen.add(code)) {
            found.add(code, detail);
        }
    }

    /** Whether there is one of that kind. */
    public boolean has(FindingCode code) {
        return seen.contains(code);
    }
}
