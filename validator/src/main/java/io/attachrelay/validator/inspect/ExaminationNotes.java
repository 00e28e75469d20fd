package io.attachrelay.validator.inspect;

import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files are under examination now, and during which ones the process died before: one empty
 * file an examination, whose name says all, so that none can be half written. Nothing is forced to
 * the disk, since a process that dies does not take along what the system has taken. Safe for all
 * threads; a folder belongs to one process at a time.
 */
final class ExaminationNotes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ExaminationNotes.class);

    // The next version may know better, and its own death may have been none of the file's doing.
    private static final Duration KEPT = Duration.ofDays(1);

    private final Path folder;
    private final Clock clock;
    private final FolderLock lock;
    private final Map<Sha256, List<Death>> deaths = new HashMap<>();
    private final Set<Path> underWay = new HashSet<>();
    private long next;
    private boolean closed;

    private ExaminationNotes(Path folder, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
        this.lock = FolderLock.take(folder);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                takeOver(file);
            }
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The notes in this folder; what an earlier process left there was under way when it died.
     *
     * @param folder created if it is missing
     * @throws UncheckedIOException if it can't be used
     * @throws IllegalStateException if another process uses it
     */
    static ExaminationNotes open(Path folder, Clock clock) {
        try {
            var notes = new ExaminationNotes(folder, clock);
            if (!notes.deaths.isEmpty()) {
                log.atWarn()
                        .setMessage("the validator died while it examined files")
                        .addKeyValue("count", notes.deaths.size())
                        .log();
            }
            return notes;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " can't be used", e);
        }
    }

    /** What is known of a file from the processes before this one. */
    enum Past {
        /** Nothing bad. */
        BLAMELESS,
        /** The process died with it, and with others that were examined at the same time. */
        SUSPECT,
        /** The process died while it was examined alone. */
        DEADLY
    }

    /** An examination under way. */
    interface Note extends AutoCloseable {

        /** It has ended, and the process lives. */
        @Override
        void close();
    }

    private record Death(Path note, boolean alone, Instant when) {}

    private void takeOver(Path file) throws IOException {
        var name = NoteName.parse(file);
        if (name.isPresent()) {
            var death =
                    new Death(
                            file, name.get().alone(), Files.getLastModifiedTime(file).toInstant());
            deaths.computeIfAbsent(name.get().bytes(), _ -> new ArrayList<>()).add(death);
            next = Math.max(next, name.get().number() + 1);
        }
    }

    /** What is known of these bytes; what is older than a day is forgotten. */
    synchronized Past past(Sha256 bytes) {
        List<Death> known = deaths.getOrDefault(bytes, List.of());
        if (known.isEmpty()) {
            return Past.BLAMELESS;
        }
        Instant oldest = clock.instant().minus(KEPT);
        if (known.stream().allMatch(death -> death.when().isBefore(oldest))) {
            forget(bytes);
            return Past.BLAMELESS;
        }
        return known.stream().anyMatch(Death::alone) ? Past.DEADLY : Past.SUSPECT;
    }

    /**
     * Notes that an examination begins. Without room on the disk it goes on without a note.
     *
     * @param alone whether nothing begins beside it; does not count if something still runs
     * @return closed by the caller when the examination has ended, in whatever way
     */
    synchronized Note begin(Sha256 bytes, boolean alone) {
        var name = new NoteName(bytes, next++, alone && underWay.isEmpty());
        Path note = folder.resolve(name.text());
        if (!closed) {
            underWay.add(note);
            write(note);
        }
        return () -> end(note);
    }

    private static void write(Path note) {
        try {
            Files.createFile(note);
        } catch (IOException e) {
            log.atWarn().setMessage("an examination could not be noted").setCause(e).log();
        }
    }

    private synchronized void end(Path note) {
        if (underWay.remove(note)) {
            delete(note);
        }
    }

    /** Clears these bytes: they were examined and the process lives. */
    synchronized void forget(Sha256 bytes) {
        deaths.getOrDefault(bytes, List.of()).forEach(death -> delete(death.note()));
        deaths.remove(bytes);
    }

    private static void delete(Path note) {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            log.atWarn().setMessage("a note could not be deleted").setCause(e).log();
        }
    }

    /** The process ends because somebody wants it to: what is under way is not to blame. */
    @Override
    public synchronized void close() {
        closed = true;
        underWay.forEach(ExaminationNotes::delete);
        underWay.clear();
        lock.close();
    }
}
