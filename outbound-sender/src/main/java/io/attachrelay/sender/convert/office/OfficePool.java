package io.attachrelay.sender.convert.office;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Processes that wait for the next document. Safe for all threads. */
final class OfficePool implements AutoCloseable {

    /**
     * LibreOffice grows with each document, and what one of them may have done to it shall not
     * last.
     */
    private static final int MOST_DOCUMENTS = 100;

    private final OfficeStart start;
    private final Deque<OfficeProcess> idle = new ArrayDeque<>();
    private boolean closed;

    OfficePool(OfficeStart start) {
        this.start = start;
    }

    /** One that waits, else a new one; to be given back or closed. */
    OfficeProcess take() throws IOException, InterruptedException {
        for (OfficeProcess process = waiting(); process != null; process = waiting()) {
            if (process.isAlive()) {
                return process;
            }
            process.close();
        }
        return fresh();
    }

    /** A new one; to be given back or closed. */
    OfficeProcess fresh() throws IOException, InterruptedException {
        return new OfficeProcess(start);
    }

    private synchronized @Nullable OfficeProcess waiting() {
        return idle.pollLast();
    }

    /** Keeps it for the next document, unless it has had many. */
    void giveBack(OfficeProcess process) {
        if (process.documents() >= MOST_DOCUMENTS || !keep(process)) {
            process.close();
        }
    }

    private synchronized boolean keep(OfficeProcess process) {
        return !closed && idle.add(process);
    }

    /** Ends those that wait; others end when they are given back. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (OfficeProcess process = waiting(); process != null; process = waiting()) {
            process.close();
        }
    }
}
