package io.attachrelay.validator.inspect;

import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.validator.inspect.detect.Content;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no file end the process again and again: those that were under examination when it died are
 * examined alone, and one with which it died then is not examined any more. docs/decisions/0020.
 */
final class Suspects {

    private static final Logger log = LoggerFactory.getLogger(Suspects.class);

    private final ExaminationNotes notes;

    /**
     * @param notes not closed by this
     */
    Suspects(ExaminationNotes notes) {
        this.notes = notes;
    }

    /**
     * What {@code examiner} makes of the content, in the box; unless the process died of it.
     *
     * @param bytes the SHA-256 of the content
     * @throws io.attachrelay.media.store.StoreException if the store fails
     * @throws IllegalStateException see {@link ExaminationBox#examine}
     */
    Examination examine(Sha256 bytes, Content content, ExaminationBox box, Examining examiner) {
        return switch (notes.past(bytes)) {
            case BLAMELESS -> box.examine(content, noted(bytes, false, examiner));
            case SUSPECT -> {
                Examination alone = box.examineAlone(content, noted(bytes, true, examiner));
                notes.forget(bytes);
                yield alone;
            }
            case DEADLY -> notExamined(bytes);
        };
    }

    /** The note stands as long as the thread runs, even if nobody waits for it any longer. */
    private Examining noted(Sha256 bytes, boolean alone, Examining examiner) {
        return (content, progress) -> {
            try (var _ = notes.begin(bytes, alone)) {
                return examiner.examine(content, progress);
            }
        };
    }

    private static Examination notExamined(Sha256 bytes) {
        log.atError()
                .setMessage("a file ends the validator and is not examined any more")
                .addKeyValue("sha256", bytes)
                .log();
        return new Examination.NotUnderstood(
                null,
                ReasonCode.INSPECTION_FAILED,
                "the validator died each time it checked the file",
                null,
                List.of());
    }
}
