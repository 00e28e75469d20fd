package io.attachrelay.validator.inspect;

import com.sun.management.ThreadMXBean;
import io.attachrelay.validator.inspect.deep.Limits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Work on one file, and what it has cost so far. */
final class WatchedWork<R> {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // What stands still costs no processor's time, and is not ended by waiting either.
    private static final int STILL_PER_PROCESSOR_TIME = 6;
    // A thread that wants to run and is not let for so long: the machine is to blame.
    private static final int CLOCK_PER_PROCESSOR_TIME = 60;
    private static final Set<Thread.State> STILL =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);
    // A reading in the store ends sooner; what does not read is not ended by waiting.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** What its thread had cost when it began; threads serve one file after the other. */
    private record Begin(Thread thread, long processorNanos, long allottedBytes) {

        static Begin now() {
            return new Begin(
                    Thread.currentThread(),
                    THREADS.getCurrentThreadCpuTime(),
                    THREADS.getCurrentThreadAllocatedBytes());
        }
    }

    private final FileWork<R> work;
    private final FutureTask<R> task;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Begin begin;
    private Duration looked = Duration.ZERO;
    private Duration still = Duration.ZERO;
    private Duration processorTime = Duration.ZERO;
    private long started;
    private long allottedBytes;

    WatchedWork(FileWork<R> work) {
        this.work = work;
        this.task =
                new FutureTask<>(() -> {
                    begin = Begin.now();
                    return work.run();
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
     * @throws ExecutionException with what the work threw
     */
    R result(long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return task.get(time, unit);
    }

    /** What is to be done with it. */
    enum Course {
        GO_ON,
        /** It has cost more than a file may, or stands still. */
        TOO_MUCH,
        /** Others take the machine, so that nothing can be said of the file. */
        STARVED
    }

    /**
     * Looks at what it has cost. Waiting for the store costs nothing, and neither does waiting for
     * a processor: the machine's load must not decide on a file.
     */
    Course look(Limits limits) {
        Begin since = begin;
        if (since == null) {
            return Course.GO_ON;
        }
        long id = since.thread.threadId();
        processorTime = Duration.ofNanos(THREADS.getThreadCpuTime(id) - since.processorNanos);
        allottedBytes = THREADS.getThreadAllocatedBytes(id) - since.allottedBytes;
        Duration clock = Duration.ofNanos(System.nanoTime() - started).minus(work.inStore());
        if (STILL.contains(since.thread.getState())) {
            still = still.plus(clock.minus(looked));
        }
        looked = clock;
        if (isMore(processorTime, limits.time(), 1)
                || isMore(still, limits.time(), STILL_PER_PROCESSOR_TIME)
                || allottedBytes > limits.allottedBytes()) {
            return Course.TOO_MUCH;
        }
        return isMore(clock, limits.time(), CLOCK_PER_PROCESSOR_TIME)
                ? Course.STARVED
                : Course.GO_ON;
    }

    private static boolean isMore(Duration time, Duration limit, int times) {
        return time.compareTo(limit.multipliedBy(times)) > 0;
    }

    /** What it cost when that was looked at last, in words. */
    String costs() {
        return "%d s, %d s standing still, %d MB"
                .formatted(processorTime.toSeconds(), still.toSeconds(), allottedBytes >> 20);
    }

    /** What comes out all the same, even if it goes on. */
    R brokenOff(String why, @Nullable Throwable cause) {
        return work.brokenOff(why, cause);
    }

    /** Asks it to end; nobody else's work in that thread is interrupted. */
    void giveUp() {
        work.giveUp();
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
