package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.benchmarks.world.JavaCommand;
import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A stream that is measured, in a process of its own.
 *
 * @param group whose commits tell how far it is
 * @param output the topic that it writes
 */
record Contender(String name, Class<?> main, String group, String output) {

    private static final String RESIDENT = "VmRSS:";

    /** Starts it; the caller ends it. */
    ChildProcess start(DedupWorld world) throws IOException {
        Path folder = world.folder(name);
        return ChildProcess.start(
                JavaCommand.of(main, world.bootstrapServers(), folder.resolve("state").toString()),
                Map.of(),
                folder.resolve("log"));
    }

    /**
     * Lets it take all that is published; its events a second, from its first commit to its last.
     */
    double drain(DedupWorld world) throws IOException, InterruptedException {
        long end = world.published();
        long before = world.committed(group);
        ChildProcess process = start(world);
        try {
            long first = awaitCommitted(world, process, before + 1);
            long begin = System.nanoTime();
            long last = awaitCommitted(world, process, end);
            return (last - first) / ((System.nanoTime() - begin) / 1e9);
        } finally {
            process.stop();
        }
    }

    private long awaitCommitted(DedupWorld world, ChildProcess process, long least)
            throws IOException, InterruptedException {
        while (true) {
            long committed = world.committed(group);
            if (committed >= least) {
                return committed;
            }
            if (!process.isAlive()) {
                throw new IOException(name + " ended; " + process.quoteLog());
            }
            Thread.sleep(10);
        }
    }

    /**
     * The memory of a running process in MB, of the heap and beside it; not a number if unknown.
     */
    static double residentMegabytes(ChildProcess process) throws IOException {
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
}
