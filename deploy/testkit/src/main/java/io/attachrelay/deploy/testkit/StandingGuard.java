package io.attachrelay.deploy.testkit;

import java.io.IOException;
import java.util.List;

/**
 * Kills a process that stands still when this one ends, however that happens: a shell that waits
 * for a line, which comes when the process goes on, or for the end of its input.
 */
final class StandingGuard implements AutoCloseable {

    private final Process shell;

    private StandingGuard(Process shell) {
        this.shell = shell;
    }

    static StandingGuard over(long pid) throws IOException {
        var command = List.of("sh", "-c", "read -r goes_on || kill -KILL " + pid);
        return new StandingGuard(
                new ProcessBuilder(ChildProcess.inOwnSession(command))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /** Ends the guard and leaves the process as it is. */
    @Override
    public void close() throws IOException {
        try (var input = shell.outputWriter()) {
            input.write("yes\n");
        }
    }
}
