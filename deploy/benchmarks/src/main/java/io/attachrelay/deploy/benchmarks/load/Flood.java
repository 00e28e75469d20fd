package io.attachrelay.deploy.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** So many at once without end, beside which something else is measured. */
public final class Flood {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> workers = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean ending;

    private Flood() {}

    /** Begins; goes on until {@link #end()}. */
    public static Flood begin(Work work, int atOnce) {
        Flood flood = new Flood();
        for (int i = 0; i < atOnce; i++) {
            flood.workers.add(
                    flood.threads.submit(() -> {
                        flood.carry(work);
                        return null;
                    }));
        }
        return flood;
    }

    private void carry(Work work) throws IOException, InterruptedException {
        try (Work.Worker worker = work.worker()) {
            while (!ending) {
                if (worker.carry(next.getAndIncrement()).succeeded()) {
                    done.incrementAndGet();
                }
            }
        }
    }

    /** How many pieces have succeeded so far. */
    public int done() {
        return done.get();
    }

    /** Begins no more, and returns when what is under way has ended. */
    public void end() throws IOException, InterruptedException {
        ending = true;
        threads.close();
        for (Future<?> worker : workers) {
            ClosedLoop.check(worker);
        }
    }
}
