package io.attachrelay.media.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The folder of a disk store: keys' files at their paths, unfinished ones under {@code
 * .unfinished}, those to be used again under {@code .spare}, locks under {@code .locks} and what is
 * in quarantine under {@code .quarantine}, names that no key has.
 */
final class DiskFiles {

    private final Path root;
    private final Path unfinished;
    private final Path spare;
    private final DiskFolders folders;
    private final DiskLocks locks;
    private final Queue<Path> retired = new ConcurrentLinkedQueue<>();

    private DiskFiles(Path root) {
        this.root = root;
        this.unfinished = root.resolve(".unfinished");
        this.spare = root.resolve(".spare");
        this.folders = new DiskFolders(root);
        this.locks = new DiskLocks(root.resolve(".locks"));
    }

    /** Makes the folder if it is missing. */
    static DiskFiles under(Path root) throws IOException {
        DiskFiles files = new DiskFiles(root.toAbsolutePath().normalize());
        Files.createDirectories(files.unfinished);
        Files.createDirectories(files.spare);
        Files.createDirectories(files.locks.folder());
        SharedForce.now(files.root);
        return files;
    }

    DiskLocks locks() {
        return locks;
    }

    /** The file of a key, which may not exist. */
    Path at(String path) {
        return root.resolve(path);
    }

    /**
     * Whether there is such a file. Most that are looked for are not there, which costs an
     * exception to anyone who opens them.
     */
    static boolean isThere(Path file) throws IOException {
        return file.getFileSystem()
                        .provider()
                        .readAttributesIfExists(file, BasicFileAttributes.class)
                != null;
    }

    /** A new empty file that nobody sees; it is gone when closed unless it was published. */
    TempFile newTemp() throws IOException {
        Path used = retired.poll();
        Path path = unfinished.resolve(UUID.randomUUID().toString());
        return used == null ? TempFile.create(path) : TempFile.emptied(used, path);
    }

    /**
     * Takes a visible file away and keeps it for {@link #newTemp}: before ext4 makes a file it
     * looks at each one that was deleted in the last 35 s, so that many short-lived files slow all
     * others down.
     */
    boolean retire(Path file) throws IOException {
        Path hidden = spare.resolve(UUID.randomUUID().toString());
        Files.move(file, hidden, StandardCopyOption.ATOMIC_MOVE);
        return retired.add(hidden);
    }

    /** Gives {@code file} a second name in place of another file. */
    void linkOver(Path file, Path place) throws IOException {
        Path link = unfinished.resolve(UUID.randomUUID().toString());
        Files.createLink(link, file);
        Files.move(link, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Makes the folders that {@code file} goes to, but not the root: it must not come back.
     *
     * @return to be waited for before anything is relied on that stands in them
     */
    SharedForce.Request makeFoldersOf(Path file) throws IOException {
        return folders.makeFor(file);
    }

    /** Makes the name of {@code file}, or its absence, survive a power cut. */
    void syncFolderOf(Path file) throws IOException {
        SharedForce.now(file.resolveSibling(""));
    }

    /**
     * The paths of all keys' files that begin with {@code prefix}, sorted.
     *
     * @param prefix a folder, a slash, and more or nothing
     */
    List<String> list(String prefix) throws IOException {
        Path folder = root.resolve(prefix.substring(0, prefix.lastIndexOf('/'))).normalize();
        if (!folder.startsWith(root) || folder.equals(root)) {
            throw new IllegalArgumentException("not a prefix of keys: " + prefix);
        }
        checkPresent();
        List<String> paths = new ArrayList<>();
        Files.walkFileTree(folder, new PresentFiles(f -> paths.add(pathOf(f))));
        return paths.stream().filter(p -> p.startsWith(prefix)).sorted().toList();
    }

    private String pathOf(Path file) {
        return root.relativize(file).toString().replace(File.separatorChar, '/');
    }

    /** Throws if the whole folder is away, so that a missing disk is not taken for an empty one. */
    void checkPresent() throws IOException {
        if (!Files.isDirectory(unfinished)) {
            throw new NoSuchFileException(root.toString());
        }
    }

    /** Deletes the hidden files last written before {@code time}; how many. */
    int removeOrphans(Instant time) throws IOException {
        int removed = 0;
        for (Path folder : List.of(unfinished, spare)) {
            for (Path file : filesIn(folder)) {
                removed += removeIfOlder(file, time) ? 1 : 0;
            }
        }
        return removed;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean removeIfOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time)
                    && Files.deleteIfExists(file);
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
