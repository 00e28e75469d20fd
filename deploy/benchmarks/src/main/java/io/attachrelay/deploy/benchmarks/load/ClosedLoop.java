package io.attachrelay.deploy.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** So many at once, each beginning the next piece when its last one has ended. */
public final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * Does {@code count} pieces.
     *
     * @param atOnce how many virtual threads share them
     * @throws IOException if a piece can't be done at all
     */
    public static Run run(Work work, int atOnce, int count)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Tally tally = new Tally(count);
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(atOnce, count); i++) {
                workers.add(
                        threads.submit(() -> {
                            share(work, next, count, tally);
                            return null;
                        }));
            }
        }
        Run run = tally.total();
        for (Future<?> worker : workers) {
            check(worker);
        }
        return run;
    }

    private static void share(Work work, AtomicInteger next, int count, Tally tally)
            throws IOException, InterruptedException {
        try (Work.Worker worker = work.worker()) {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                long begin = System.nanoTime();
                tally.count(worker.carry(i), System.nanoTime() - begin);
            }
        }
    }

    static void check(Future<?> worker) throws IOException, InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw new IOException("the load broke off", e.getCause());
        }
    }
}
