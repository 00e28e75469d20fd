package io.attachrelay.validator.inspect;

import io.attachrelay.model.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of a file before a policy comes in.
 *
 * @param findings of its claims and its bytes
 */
record Appraisal(Examination examination, List<Finding> findings, long sizeBytes) {

    Appraisal {
        findings = List.copyOf(findings);
    }

    /** The same, with findings of others. */
    Appraisal with(List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new Appraisal(examination, all, sizeBytes);
    }
}
