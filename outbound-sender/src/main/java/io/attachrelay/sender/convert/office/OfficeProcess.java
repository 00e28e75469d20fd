package io.attachrelay.sender.convert.office;

import io.attachrelay.sender.convert.FolderTree;
import io.attachrelay.sender.convert.program.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A LibreOffice in the box that waits for documents, one at a time, with a folder of its own. After
 * any exception it is only to be closed.
 */
final class OfficeProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OfficeProcess.class);

    private final Path folder;
    private final RunningProgram program;
    // LibreOffice ties what it does to the thread that asks; and that one may hang.
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("office").factory());
    private final OfficeSession session;
    private int documents;

    /**
     * Starts one; it takes some 2 s.
     *
     * @throws IOException if it does not come up
     * @throws InterruptedException if this thread is; nothing is left behind
     */
    OfficeProcess(OfficeStart start) throws IOException, InterruptedException {
        folder = start.folder();
        boolean listens = false;
        try {
            program = start.listening(folder);
            listens = true;
        } finally {
            if (!listens) {
                delete();
            }
        }
        boolean answers = false;
        try {
            Path socket = OfficeStart.socket(folder);
            session = inThread(() -> OfficeSession.connect(socket), start.limits().time());
            answers = true;
        } catch (OfficeFailedException | TimeoutException e) {
            throw new IOException("LibreOffice does not answer", e);
        } finally {
            if (!answers) {
                close();
            }
        }
    }

    /**
     * Lets something be done with it, a document for each question.
     *
     * @throws OfficeFailedException if the process fails
     * @throws TimeoutException if it takes longer than that
     * @throws IOException if the disk fails
     */
    <T> T ask(Question<T> question, Duration within)
            throws OfficeFailedException, TimeoutException, IOException, InterruptedException {
        documents++;
        return inThread(() -> question.in(folder, session), within);
    }

    /** What is done with LibreOffice. */
    interface Question<T> {

        /**
         * Does it.
         *
         * @param folder of the process, shared with it
         * @throws IOException if the disk fails
         * @throws com.sun.star.uno.RuntimeException if the process does
         */
        T in(Path folder, OfficeSession session) throws IOException;
    }

    private <T> T inThread(Callable<T> work, Duration within)
            throws OfficeFailedException, TimeoutException, IOException, InterruptedException {
        try {
            return thread.submit(work).get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new OfficeFailedException(e.getCause());
        }
    }

    /** How many documents it has been given. */
    int documents() {
        return documents;
    }

    boolean isAlive() {
        return program.isAlive();
    }

    /** Ends it and removes its files. */
    @Override
    public void close() {
        program.close();
        thread.shutdownNow();
        delete();
    }

    private void delete() {
        try {
            FolderTree.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            log.atWarn()
                    .setMessage("a converter's folder is left behind")
                    .addKeyValue("folder", folder)
                    .setCause(e)
                    .log();
        }
    }
}
