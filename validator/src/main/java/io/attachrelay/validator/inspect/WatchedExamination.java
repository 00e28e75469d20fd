package io.attachrelay.validator.inspect;

import com.sun.management.ThreadMXBean;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.validator.inspect.deep.Limits;
import io.attachrelay.validator.inspect.detect.Content;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One examination, and what it has cost so far. */
final class WatchedExamination {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Without the thread's own costs nothing is known: a busy machine must not decide on a file.
    private static final int CLOCK_PER_PROCESSOR_TIME = 6;
    // A reading in the store ends sooner; what does not read is not ended by waiting.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** What its thread had cost when it began; threads serve one examination after the other. */
    private record Begin(long threadId, long processorNanos, long allottedBytes) {

        static Begin now() {
            return new Begin(
                    Thread.currentThread().threadId(),
                    THREADS.getCurrentThreadCpuTime(),
                    THREADS.getCurrentThreadAllocatedBytes());
        }
    }

    private final Content content;
    private final Progress progress = new Progress();
    private final FutureTask<Examination> task;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Begin begin;
    private long started;
    private Duration processorTime = Duration.ZERO;
    private long allottedBytes;

    WatchedExamination(Content content, Examining examiner) {
        this.content = content;
        this.task =
                new FutureTask<>(() -> {
                    begin = Begin.now();
                    return examiner.examine(content, progress);
                });
    }

    /** Begins at once. */
    void startIn(Executor threads) {
        started = System.nanoTime();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                ended.countDown();
            }
        });
    }

    /**
     * Waits for what comes out.
     *
     * @throws ExecutionException with what the examiner threw
     */
    Examination result(long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return task.get(time, unit);
    }

    /** Whether it has cost more than it may; waiting for the store costs nothing. */
    boolean costsMoreThan(Limits limits) {
        Begin since = begin;
        if (since == null) {
            return false;
        }
        long nanos = THREADS.getThreadCpuTime(since.threadId) - since.processorNanos;
        Duration clock = Duration.ofNanos(System.nanoTime() - started).minus(content.inStore());
        Duration ofClock = clock.dividedBy(CLOCK_PER_PROCESSOR_TIME);
        processorTime = ofClock.toNanos() > nanos ? ofClock : Duration.ofNanos(nanos);
        allottedBytes = THREADS.getThreadAllocatedBytes(since.threadId) - since.allottedBytes;
        return processorTime.compareTo(limits.time()) > 0 || allottedBytes > limits.allottedBytes();
    }

    /** What it cost when that was looked at last, in words. */
    String costs() {
        return "%d s, %d MB".formatted(processorTime.toSeconds(), allottedBytes >> 20);
    }

    /** What it has found out by now counts, even if it goes on. */
    Examination breaksOff(String detail, @Nullable Throwable cause) {
        return progress.breaksOff(ReasonCode.INSPECTION_FAILED, detail, cause);
    }

    /** Asks it to end; nobody else's work in that thread is interrupted. */
    void giveUp() {
        content.giveUp();
        boolean _ = task.cancel(true);
    }

    /** Whether it ends within the time that it may take to notice that it was given up. */
    boolean ends() throws InterruptedException {
        return ended.await(GRACE.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isRunning() {
        return ended.getCount() > 0;
    }
}
