package io.attachrelay.validator.inspect;

import io.attachrelay.model.ReasonCode;
import io.attachrelay.validator.inspect.detect.Content;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An examination; what it has found out counts even if it breaks off. */
final class ExaminationWork implements FileWork<Examination> {

    private final Content content;
    private final Examining examiner;
    private final Progress progress = new Progress();

    ExaminationWork(Content content, Examining examiner) {
        this.content = content;
        this.examiner = examiner;
    }

    @Override
    public Examination run() {
        return examiner.examine(content, progress);
    }

    @Override
    public Duration inStore() {
        return content.inStore();
    }

    @Override
    public void giveUp() {
        content.giveUp();
    }

    @Override
    public Examination brokenOff(String why, @Nullable Throwable cause) {
        return progress.breaksOff(ReasonCode.INSPECTION_FAILED, why, cause);
    }
}
