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
    private volatile boolean ending;

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

    /** Whether it is being closed: what fails from now on fails for that. */
    boolean isEnding() {
        return ending;
    }

    /** Closes everything, once. */
    void end() {
        ending = true;
        parts.close();
        stopped.countDown();
    }
}
