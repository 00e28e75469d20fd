package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.system.Closing;
import java.util.concurrent.CountDownLatch;

/**
 * A command that runs until it is done or is told to stop (Ctrl-C, SIGTERM): either way everything
 * is closed once, last opened first.
 */
final class Foreground {

    private final Closing parts = new Closing();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Foreground() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
    }

    /** Closes {@code part} at the end. */
    <T extends AutoCloseable> T closing(T part) {
        return parts.add(part);
    }

    /** Returns when the process is told to stop. */
    void await() throws InterruptedException {
        stopped.await();
    }

    /** Closes everything, once. */
    void end() {
        parts.close();
        stopped.countDown();
    }
}
