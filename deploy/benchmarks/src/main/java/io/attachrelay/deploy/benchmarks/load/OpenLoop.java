package io.attachrelay.deploy.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A piece whenever it is due, whether or not earlier ones have ended: what platforms do. A piece's
 * latency counts from the moment that it was due, so that a stall is seen by all that wait.
 */
public final class OpenLoop {

    private final Work work;
    private final Queue<Work.Worker> idle = new ConcurrentLinkedQueue<>();
    private final long nanosApart;
    private final Tally tally;

    private OpenLoop(Work work, double perSecond, int count) {
        this.work = work;
        this.nanosApart = (long) (1e9 / perSecond);
        this.tally = new Tally(count);
    }

    /**
     * Does {@code count} pieces, evenly spaced.
     *
     * @throws IOException if a piece can't be done at all
     */
    public static Run run(Work work, double perSecond, int count)
            throws IOException, InterruptedException {
        return new OpenLoop(work, perSecond, count).run(count);
    }

    private Run run(int count) throws IOException, InterruptedException {
        List<Future<?>> pieces = new ArrayList<>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                long due = begin + i * nanosApart;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                pieces.add(
                        threads.submit(() -> {
                            carry(number, due);
                            return null;
                        }));
            }
        }
        Run run = tally.total();
        for (Future<?> piece : pieces) {
            ClosedLoop.check(piece);
        }
        for (Work.Worker worker : idle) {
            worker.close();
        }
        return run;
    }

    private void carry(int number, long due) throws IOException, InterruptedException {
        Work.Worker known = idle.poll();
        Work.Worker worker = known == null ? work.worker() : known;
        Done piece = worker.carry(number);
        tally.count(piece, System.nanoTime() - due);
        idle.add(worker);
    }
}
