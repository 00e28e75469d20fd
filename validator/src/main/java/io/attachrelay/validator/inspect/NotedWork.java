package io.attachrelay.validator.inspect;

import io.attachrelay.model.Sha256;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Work that is noted while it runs. The note stands as long as the thread runs, even if nobody
 * waits for it any longer.
 *
 * @param alone whether nothing else runs beside it
 */
record NotedWork<R>(FileWork<R> work, ExaminationNotes notes, Sha256 note, boolean alone)
        implements FileWork<R> {

    @Override
    public R run() throws Exception {
        try (var _ = notes.begin(note, alone)) {
            return work.run();
        }
    }

    @Override
    public Duration inStore() {
        return work.inStore();
    }

    @Override
    public void giveUp() {
        work.giveUp();
    }

    @Override
    public R brokenOff(String why, @Nullable Throwable cause) {
        return work.brokenOff(why, cause);
    }
}
