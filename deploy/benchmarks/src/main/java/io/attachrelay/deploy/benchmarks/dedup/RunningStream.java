package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A contender's process. It stands still (SIGSTOP) while another is measured, so that none takes
 * processor time from the other and each virtual machine stays warm: compiling what is hot takes
 * some 25 s here, and a third of both processors as long.
 */
final class RunningStream implements AutoCloseable {

    private static final String RESIDENT = "VmRSS:";

    private final Contender contender;
    private final ChildProcess process;
    private final DedupWorld world;

    RunningStream(Contender contender, ChildProcess process, DedupWorld world) {
        this.contender = contender;
        this.process = process;
        this.world = world;
    }

    /** Lets it go on. */
    void go() throws IOException {
        process.resume();
    }

    /** Lets it stand where it is. */
    void stand() throws IOException {
        process.pause();
    }

    /**
     * Lets it go on until it has committed all that is published, and stand then. There must be
     * something that it has not committed.
     *
     * @return its events a second, from its first commit to its last
     */
    double drain() throws IOException, InterruptedException {
        long before = world.committed(contender.group(), contender.input());
        go();
        long first = awaitCommitted(before + 1);
        long begin = System.nanoTime();
        long last = finish();
        double seconds = (System.nanoTime() - begin) / 1e9;
        stand();
        return (last - first) / seconds;
    }

    /** Waits until it has committed all that is published; how many events that are. */
    long finish() throws IOException, InterruptedException {
        return awaitCommitted(world.published(contender.input()));
    }

    private long awaitCommitted(long least) throws IOException, InterruptedException {
        while (true) {
            long committed = world.committed(contender.group(), contender.input());
            if (committed >= least) {
                return committed;
            }
            if (!process.isAlive()) {
                throw new IOException(contender.name() + " ended; " + process.quoteLog());
            }
            Thread.sleep(10);
        }
    }

    /** Its memory in MB, of the heap and beside it; not a number if unknown. */
    double residentMegabytes() throws IOException {
        Path status = Path.of("/proc/%d/status".formatted(process.pid()));
        if (!Files.isReadable(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Ends it with SIGKILL. */
    void kill() {
        process.kill();
    }

    /** Ends it in order, if it still runs. */
    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                go();
            }
        } finally {
            process.stop();
        }
    }
}
