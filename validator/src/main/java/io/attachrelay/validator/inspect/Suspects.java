package io.attachrelay.validator.inspect;

import io.attachrelay.model.Sha256;
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
     * What comes out of the work, in the box; unless the process died of it.
     *
     * @param note what the work is known by after a restart: the SHA-256 of the bytes, or something
     *     that follows from it
     * @throws io.attachrelay.media.store.StoreException if the store fails
     * @throws IllegalStateException see {@link ExaminationBox#carryOut}
     */
    <R> R carryOut(Sha256 note, FileWork<R> work, ExaminationBox box) {
        return switch (notes.past(note)) {
            case BLAMELESS -> box.carryOut(new NotedWork<>(work, notes, note, false));
            case SUSPECT -> {
                R alone = box.carryOutAlone(new NotedWork<>(work, notes, note, true));
                notes.forget(note);
                yield alone;
            }
            case DEADLY -> notCarriedOut(note, work);
        };
    }

    private static <R> R notCarriedOut(Sha256 note, FileWork<R> work) {
        log.atError()
                .setMessage("what ends the validator each time is not begun any more")
                .addKeyValue("note", note)
                .log();
        return work.brokenOff("the validator died each time it checked the file", null);
    }
}
