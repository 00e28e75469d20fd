package io.attachrelay.sender.convert.program;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Starts processes from one thread that lives as long as the box: Linux ends a program "with its
 * parent" when the thread that started it ends, and threads of pools end when they are idle.
 */
final class Launcher implements AutoCloseable {

    private static final File NULL = new File("/dev/null");

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("program-launcher").factory());

    /**
     * Starts the program; its input is empty.
     *
     * @throws IOException if that can't be done
     */
    RunningProgram start(BoxedProgram program, Wall wall) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(wall.around(program))
                        .directory(program.folder().toFile())
                        .redirectInput(NULL);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", program.folder().toString());
        environment.put("TMPDIR", program.folder().toString());
        environment.putAll(program.environment());
        try {
            return ended(thread.submit(() -> new RunningProgram(builder.start(), wall)));
        } catch (RejectedExecutionException e) {
            throw new IOException("the box is closed", e);
        }
    }

    /** Waits even if interrupted, or the process would have no owner; it takes milliseconds. */
    private static RunningProgram ended(Future<RunningProgram> start) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return start.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("can't start a program", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** With its thread all programs end. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
