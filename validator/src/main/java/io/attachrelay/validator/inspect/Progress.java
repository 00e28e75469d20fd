package io.attachrelay.validator.inspect;

import io.attachrelay.model.Finding;
import io.attachrelay.model.ReasonCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What an examination has found out by now, so that nothing of it is lost if the examination breaks
 * off, wherever that is. Safe for all threads: another one may give the examination up.
 */
final class Progress {

    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private volatile @Nullable String type;

    /**
     * Notes the type.
     *
     * @param proved by the bytes, canonical
     */
    void isOf(String proved) {
        type = proved;
    }

    /** What was noticed, to be added to. */
    List<Finding> findings() {
        return findings;
    }

    /** That the file can't be understood, with all that is known of it. */
    Examination.NotUnderstood breaksOff(
            ReasonCode reason, String detail, @Nullable Throwable cause) {
        return new Examination.NotUnderstood(type, reason, detail, cause, findings);
    }
}
