package io.attachrelay.validator.inspect;

import com.sun.management.ThreadMXBean;
import io.attachrelay.validator.inspect.deep.Limits;
import io.attachrelay.validator.inspect.detect.Content;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One examination in a thread of its own, and what it has cost so far. */
final class WatchedExamination {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Without the thread's own costs nothing is known: a busy machine must not decide on a file.
    private static final int CLOCK_PER_PROCESSOR_TIME = 6;
    // Deep enough for what parsers descend into, with their own bounds, and no deeper.
    private static final long STACK_BYTES = 1 << 20;
    // A reading in the store ends sooner; what does not read is not ended by waiting.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Content content;
    private final FutureTask<Examination> task;
    private final Thread thread;
    private long started;
    private Duration processorTime = Duration.ZERO;
    private long allottedBytes;

    WatchedExamination(Content content, Function<Content, Examination> examiner) {
        this.content = content;
        this.task = new FutureTask<>(() -> examiner.apply(content));
        this.thread = new Thread(null, task, "examination", STACK_BYTES);
        thread.setDaemon(true);
    }

    void start() {
        started = System.nanoTime();
        thread.start();
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
        long nanos = Math.max(0, THREADS.getThreadCpuTime(thread.threadId()));
        Duration clock = Duration.ofNanos(System.nanoTime() - started).minus(content.inStore());
        Duration ofClock = clock.dividedBy(CLOCK_PER_PROCESSOR_TIME);
        processorTime = ofClock.toNanos() > nanos ? ofClock : Duration.ofNanos(nanos);
        allottedBytes = THREADS.getThreadAllocatedBytes(thread.threadId());
        return processorTime.compareTo(limits.time()) > 0 || allottedBytes > limits.allottedBytes();
    }

    /** What it cost when that was looked at last, in words. */
    String costs() {
        return "%d s, %d MB".formatted(processorTime.toSeconds(), allottedBytes >> 20);
    }

    /** Asks it to end. */
    void giveUp() {
        content.giveUp();
        thread.interrupt();
    }

    /** Whether it ends within the time that it may take to notice that it was given up. */
    boolean ends() throws InterruptedException {
        return thread.join(GRACE);
    }

    boolean isRunning() {
        return thread.isAlive();
    }
}
