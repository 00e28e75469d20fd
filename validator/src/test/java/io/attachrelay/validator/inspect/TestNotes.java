package io.attachrelay.validator.inspect;

import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** Notes on examinations, as processes leave them behind. */
final class TestNotes {

    private TestNotes() {}

    /** Nobody is suspected; each call has notes of its own. */
    static Suspects nobody(Path folder) {
        Path own = folder.resolve("notes-" + UUID.randomUUID());
        return new Suspects(ExaminationNotes.open(own, Clock.systemUTC()));
    }

    /** Copies what a process would leave that died now; the lock dies with it. */
    static Path afterDeath(Path folder) throws IOException {
        Path left = Files.createTempDirectory(folder.getParent(), "left");
        try (var notes = Files.list(folder)) {
            for (Path note : notes.filter(file -> !file.endsWith("lock")).toList()) {
                Files.copy(note, left.resolve(note.getFileName()));
            }
        }
        return left;
    }

    /** Puts down that a process died with these bytes. */
    static void died(Path folder, Sha256 bytes, boolean alone) throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(new NoteName(bytes, 0, alone).text()));
    }
}
