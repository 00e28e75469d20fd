package io.attachrelay.sender.convert.program;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program in the box. Whoever started it closes it. Safe for all threads. */
public final class RunningProgram implements AutoCloseable {

    // The kernel ends what is killed in no time; more would be a process that hangs in a device.
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final Process process;
    private final Wall wall;
    private final BoundedOutput output;
    private final BoundedOutput complaints;

    RunningProgram(Process process, Wall wall) {
        this.process = process;
        this.wall = wall;
        this.output = new BoundedOutput(process.getInputStream());
        this.complaints = new BoundedOutput(process.getErrorStream());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * How it ended.
     *
     * @throws IllegalThreadStateException while it runs
     */
    public int exitCode() {
        return process.exitValue();
    }

    /** The process that all others of the program end with. */
    public long pid() {
        return process.pid();
    }

    /** What it has written so far to its standard error, the first 64 KB. */
    public String complaints() {
        return complaints.text();
    }

    /**
     * Waits for its end, and ends it when the time is over.
     *
     * @throws InterruptedException if this thread is; it goes on running
     */
    public ProgramResult await(Duration time) throws InterruptedException {
        boolean ended = process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        close();
        if (!ended) {
            return new ProgramResult.OutOfTime();
        }
        return new ProgramResult.Ended(process.exitValue(), output.text(), complaints.text());
    }

    /** Ends it and everything that it has started, and waits until they are gone. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        // Not the process's own method, which would throw away what is yet to be read.
        process.toHandle().destroyForcibly();
        wall.end(children);
        boolean interrupted = Thread.interrupted();
        try {
            for (ProcessHandle child : children) {
                child.onExit().get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
            boolean _ = output.ends(END_WITHIN) && complaints.ends(END_WITHIN);
        } catch (ExecutionException | TimeoutException _) {
            // It hangs in the kernel; nobody can do more.
        } catch (InterruptedException _) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
