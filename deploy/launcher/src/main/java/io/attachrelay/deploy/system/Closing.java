package io.attachrelay.deploy.system;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, last first; a failure to close one does not keep the others open. */
public final class Closing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /**
     * Remembers {@code part} to be closed before all that was remembered earlier.
     *
     * @throws IllegalStateException if all was closed already; {@code part} then is closed as well
     */
    public synchronized <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        if (closed) {
            close();
            throw new IllegalStateException("told to stop while it was starting");
        }
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.atWarn()
                        .setMessage("could not be closed")
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(e)
                        .log();
            }
        }
    }
}
