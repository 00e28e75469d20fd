package io.attachrelay.validator.inspect;

import io.attachrelay.model.Finding;
import io.attachrelay.model.Sha256;
import io.attachrelay.validator.inspect.claim.ClaimChecks;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.ArrayList;
import java.util.List;

/** Looks at a file's bytes, and then at what was said of it. */
final class Appraiser {

    private final Examiner examiner;
    private final ExaminationBox box;
    private final ClaimChecks claimChecks;

    Appraiser(TypeNames names, DeepChecks deep) {
        this.examiner = new Examiner(names, deep);
        this.box = new ExaminationBox(deep.limits());
        this.claimChecks = new ClaimChecks(names, deep.off());
    }

    /**
     * Looks at a file.
     *
     * @throws io.attachrelay.media.store.StoreException if the store fails: that says nothing of
     *     the file
     */
    Appraisal appraise(Content content, Claims claims) {
        return appraisal(box.examine(content, examiner), content, claims);
    }

    /**
     * Looks at a stored file, and takes care that it does not end the process for ever.
     *
     * @param bytes the SHA-256 of the content
     * @throws io.attachrelay.media.store.StoreException if the store fails
     */
    Appraisal appraise(Sha256 bytes, Content content, Claims claims, Suspects suspects) {
        var work = new ExaminationWork(content, examiner);
        Examination examination = suspects.carryOut(bytes, work, box);
        return appraisal(examination, content, claims);
    }

    /** What bounds the cost of looking at files, for what else is done with their bytes. */
    ExaminationBox box() {
        return box;
    }

    private Appraisal appraisal(Examination examination, Content content, Claims claims) {
        List<Finding> findings =
                new ArrayList<>(
                        claimChecks.look(claims, examination.typeIfKnown(), content.size()));
        findings.addAll(examination.findings());
        return new Appraisal(examination, findings, content.size());
    }
}
