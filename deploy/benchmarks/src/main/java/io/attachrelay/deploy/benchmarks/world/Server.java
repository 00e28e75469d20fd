package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server in a process of its own on 127.0.0.1. */
public final class Server implements AutoCloseable {

    /** A gateway takes 3 s on two idle cores; the rest is for a loaded machine. */
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(250);

    /** Of one core; a JVM without work uses less than a hundredth. */
    private static final double QUIET = 0.05;

    private static final Duration QUIET_WITHIN = Duration.ofSeconds(120);

    private final ChildProcess process;
    private final int port;

    private Server(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and waits until it accepts connections.
     *
     * @param log takes its output
     * @throws IOException if it does not start; the message quotes the log
     */
    static Server start(int port, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        ChildProcess process = ChildProcess.start(command, environment, log);
        if (!process.await(() -> Ports.accepts(port), READY_WITHIN)) {
            process.kill();
            throw new IOException("a server did not start; " + process.quoteLog());
        }
        return new Server(process, port);
    }

    public int port() {
        return port;
    }

    /** The processor time that it has used so far, in user and system mode. */
    public Duration cpuTime() {
        return process.cpuTime();
    }

    /** Returns when it rests: what it was told and not waited for shall not disturb others. */
    public void awaitQuiet() throws InterruptedException {
        long end = System.nanoTime() + QUIET_WITHIN.toNanos();
        Duration before = cpuTime();
        while (System.nanoTime() < end) {
            Thread.sleep(LOOK);
            Duration now = cpuTime();
            if (now.minus(before).toNanos() < QUIET * LOOK.toNanos()) {
                return;
            }
            before = now;
        }
    }

    /** Ends it (SIGTERM, and SIGKILL after 30 s). */
    @Override
    public void close() {
        process.stop();
    }
}
