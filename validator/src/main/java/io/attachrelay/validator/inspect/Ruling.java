package io.attachrelay.validator.inspect;

import io.attachrelay.model.Custody;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.Verdict;
import java.util.Set;

/** What a policy makes of an appraisal. */
sealed interface Ruling {

    /** It is decided. */
    record Final(Verdict verdict, Custody custody) implements Ruling {}

    /**
     * A copy without these findings may be used, if it is accepted itself.
     *
     * @param accepted the verdict that the file would get without them
     * @param strip at least one, that one stripper can take out
     */
    record CleanFirst(Verdict.Accepted accepted, Set<FindingCode> strip) implements Ruling {}
}
