package io.attachrelay.deploy.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own that writes to a log file.
 *
 * <p>It gets a session of its own where the machine has {@code setsid}: a Ctrl-C in a terminal then
 * reaches only this process, which stops its own work first and the server last.
 */
public final class ChildProcess {

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long STOP_SECONDS = 30;
    private static final int QUOTED_LINES = 15;

    private final Process process;
    private final Path log;
    private @Nullable StandingGuard guard;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the command; its output is appended to the log file. Its input is empty and ends when
     * this process ends, however that happens.
     *
     * @param environment variables added to those of this process
     * @throws IOException when the program can't be started
     */
    public static ChildProcess start(
            List<String> command, Map<String, String> environment, Path log) throws IOException {
        var builder =
                new ProcessBuilder(inOwnSession(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), log);
    }

    /** The command in a session of its own, where the machine has {@code setsid}. */
    static List<String> inOwnSession(List<String> command) {
        var line = new ArrayList<>(command);
        if (Files.isExecutable(SETSID)) {
            // Replaces itself by the command, so the process id stays the command's.
            line.addFirst(SETSID.toString());
        }
        return line;
    }

    /** The operating system's process id. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time that it has used so far, in user and system mode; zero once it ended. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The exit code: 128 plus the signal's number after a signal. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Waits for its end, whoever ends it; returns the exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Sends SIGKILL and waits until the process is gone; returns the exit code. */
    public int kill() {
        process.destroyForcibly();
        return awaitExit(STOP_SECONDS) ? process.exitValue() : -1;
    }

    /** Sends SIGTERM, and SIGKILL when it still runs after 30 s; returns the exit code. */
    public int stop() {
        process.destroy();
        return awaitExit(STOP_SECONDS) ? process.exitValue() : kill();
    }

    /**
     * Stops the process where it stands (SIGSTOP): its sockets stay open and nothing answers. It is
     * killed if this process ends before it goes on, since it can't see that itself.
     */
    public synchronized void pause() throws IOException {
        if (guard == null) {
            guard = StandingGuard.over(pid());
        }
        signal("STOP");
    }

    /** Lets a paused process go on (SIGCONT). */
    public synchronized void resume() throws IOException {
        signal("CONT");
        if (guard != null) {
            guard.close();
            guard = null;
        }
    }

    /** The log file with its last lines, for an error message; secrets must not be in the log. */
    public String quoteLog() {
        return quote(log);
    }

    /**
     * Waits until the probe succeeds.
     *
     * @return whether it did, before the limit passed and before the process ended
     */
    public boolean await(Probe probe, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (isAlive() && System.nanoTime() < end) {
                if (probe.succeeds()) {
                    return true;
                }
                TimeUnit.MILLISECONDS.sleep(25);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** One look whether the server is ready. */
    @FunctionalInterface
    public interface Probe {
        boolean succeeds() throws InterruptedException;
    }

    private static String quote(Path log) {
        try {
            // Not readString: a process cut in the middle of a character leaves broken UTF-8.
            var lines =
                    new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            var last = lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
            return "log file %s ends with:%n  %s".formatted(log, String.join("\n  ", last));
        } catch (IOException _) {
            return "log file %s can't be read".formatted(log);
        }
    }

    private void signal(String name) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
        try {
            if (kill.waitFor() != 0) {
                throw new IOException("process %d took no SIG%s".formatted(pid(), name));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending SIG" + name, e);
        }
    }

    private boolean awaitExit(long seconds) {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (true) {
                try {
                    return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
