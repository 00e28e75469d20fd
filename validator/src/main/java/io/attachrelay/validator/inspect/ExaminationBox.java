package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.validator.inspect.deep.Limits;
import io.attachrelay.validator.inspect.detect.Content;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets files be examined, and clean copies of them be made, in threads apart, a few at a time,
 * within what one file may cost. Whatever happens in there (a loop, a flood of memory, an error of
 * the parser or the machine) costs that file its verdict or its copy and nobody else anything:
 * docs/decisions/0020. Safe for all threads.
 */
final class ExaminationBox {

    private static final Logger log = LoggerFactory.getLogger(ExaminationBox.class);

    // More threads than processors, since they wait for the store as well.
    private static final int AT_ONCE = Math.max(4, Runtime.getRuntime().availableProcessors());
    // So often the costs are looked at; what ends before is not delayed.
    private static final long LOOK_MILLIS = 20;
    private static final String TOO_MUCH = "the file takes too much to be checked: ";

    // Deep enough for what parsers descend into, with their own bounds, and no deeper.
    private static final long STACK_BYTES = 1 << 20;
    // Kept for the next file: making one takes as long as looking at a small file. One that is not
    // given back is replaced.
    private static final Executor THREADS =
            new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    ExaminationBox::thread);

    private final Limits limits;
    private final Runaways runaways;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** Ends the process when more runs away than can be borne. */
    ExaminationBox(Limits limits) {
        this(limits, new Runaways());
    }

    ExaminationBox(Limits limits, Runaways runaways) {
        this.limits = limits;
        this.runaways = runaways;
    }

    /** What {@code examiner} makes of the content, or that it can't be understood. */
    Examination examine(Content content, Examining examiner) {
        return carryOut(new ExaminationWork(content, examiner));
    }

    /**
     * What comes out of the work, or that it broke off.
     *
     * @throws StoreException if the store fails
     * @throws IllegalStateException if this thread is interrupted, the process is about to end, or
     *     others leave it no processor: none of it says anything of the file
     */
    <R> R carryOut(FileWork<R> work) {
        return carryOut(work, 1);
    }

    /** The same, with nothing else beside it but what has run away. */
    <R> R carryOutAlone(FileWork<R> work) {
        return carryOut(work, AT_ONCE);
    }

    private <R> R carryOut(FileWork<R> work, int taken) {
        try {
            places.acquire(taken);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return watch(new WatchedWork<>(work));
        } finally {
            places.release(taken);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "examination", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    private <R> R watch(WatchedWork<R> running) {
        running.startIn(THREADS);
        try {
            while (true) {
                try {
                    return running.result(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    switch (running.look(limits)) {
                        case GO_ON -> {}
                        case TOO_MUCH -> {
                            return giveUp(running);
                        }
                        case STARVED -> throw starved(running);
                    }
                }
            }
        } catch (InterruptedException e) {
            running.giveUp();
            throw interrupted(e);
        } catch (ExecutionException e) {
            return failed(running, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** What is thrown in there is the file's fault, unless the store failed. */
    private static <R> R failed(WatchedWork<R> running, Throwable cause) {
        if (cause instanceof StoreException store) {
            throw store;
        }
        return running.brokenOff(TOO_MUCH + cause.getClass().getSimpleName(), cause);
    }

    private <R> R giveUp(WatchedWork<R> running) throws InterruptedException {
        running.giveUp();
        if (!running.ends()) {
            int left = runaways.add(running);
            log.atError()
                    .setMessage("an examination can't be stopped")
                    .addKeyValue("count", left)
                    .log();
        }
        return running.brokenOff(TOO_MUCH + running.costs(), null);
    }

    private IllegalStateException starved(WatchedWork<?> running) throws InterruptedException {
        Object _ = giveUp(running);
        return new IllegalStateException("no processor for an examination: " + running.costs());
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", cause);
    }
}
