package io.attachrelay.media.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forces a folder's names to disk once for all who ask at the same time: whoever comes while a
 * force runs waits for the next one, and that one serves all who wait. Safe for all threads.
 */
final class SharedForce {

    private final Path folder;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock forcing = new ReentrantLock();
    private volatile long forced;

    SharedForce(Path folder) {
        this.folder = folder;
    }

    /** A request to force what stands in the folder now, to be waited for later. */
    Request ask() {
        long number = asked.incrementAndGet();
        return () -> upTo(number);
    }

    private void upTo(long number) throws IOException {
        if (forced >= number) {
            return;
        }
        forcing.lock();
        try {
            if (forced < number) {
                long all = asked.get();
                now(folder);
                forced = all;
            }
        } finally {
            forcing.unlock();
        }
    }

    /** Forces a folder's names to disk for one alone. */
    static void now(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A wish that something be forced to disk. */
    @FunctionalInterface
    interface Request {
        /** Returns when it is, by whomever, in a force that began after the request. */
        void await() throws IOException;
    }
}
