package io.attachrelay.media.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Locks that hold among all threads of all processes of a machine, and that a killed process gives
 * up. A key has one of {@value #STRIPES}.
 */
final class DiskLocks {

    private static final int STRIPES = 64;

    // The operating system knows one owner, the process, which loses a lock when any of its
    // channels to that file closes. So the threads' half is the process's too, whatever store they
    // came by.
    private static final ReentrantLock[] IN_THIS_PROCESS =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    private final Path folder;

    DiskLocks(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Runs {@code step} while nobody else holds the lock of {@code path}. */
    <T> T holding(String path, DiskStep<T> step) throws IOException {
        int stripe = Math.floorMod(path.hashCode(), STRIPES);
        IN_THIS_PROCESS[stripe].lock();
        try (FileChannel channel = open(stripe);
                FileLock _ = channel.lock()) {
            return step.run();
        } finally {
            IN_THIS_PROCESS[stripe].unlock();
        }
    }

    private FileChannel open(int stripe) throws IOException {
        return FileChannel.open(
                folder.resolve(Integer.toString(stripe)),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }
}
