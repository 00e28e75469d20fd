package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.world.JavaCommand;
import io.attachrelay.deploy.benchmarks.world.World;
import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A contender's process. */
final class WorkerProcess implements AutoCloseable {

    private final ChildProcess process;
    private final Path log;

    private WorkerProcess(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param heap whether it tells its live heap
     */
    static WorkerProcess start(World world, Worker worker, WorkerArguments told, boolean heap)
            throws IOException {
        Path log = world.folder("logs").resolve(told.topic() + ".log");
        List<String> command =
                JavaCommand.with(
                        List.of("-Xmx256m", "-D" + LiveHeap.PROPERTY + "=" + heap),
                        worker.main(),
                        told.toList());
        return new WorkerProcess(ChildProcess.start(command, Map.of(), log), log);
    }

    /**
     * @throws IOException if it has ended; the message quotes its log
     */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("a worker has ended; " + process.quoteLog());
        }
    }

    String quoteLog() {
        return process.quoteLog();
    }

    /** The processor time that it has used so far. */
    Duration cpuTime() {
        return process.cpuTime();
    }

    /** Megabytes after a collection, second by second. */
    List<Double> liveHeap() throws IOException {
        return LiveHeap.told(Files.readAllLines(log));
    }

    /** Ends it; does nothing the second time. */
    @Override
    public void close() {
        process.stop();
    }
}
