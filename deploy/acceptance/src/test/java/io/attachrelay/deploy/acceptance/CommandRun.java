package io.attachrelay.deploy.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An operator's command that has run to its end.
 *
 * @param output what it printed for programs and people
 * @param errors what it printed on the side: complaints, progress and logs
 */
record CommandRun(int exitCode, String output, String errors) {

    private static final long LIMIT_SECONDS = 60;

    /** Runs a command that works on a settings file. */
    static CommandRun of(Stage stage, String command, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        // Behind the words of a command that has commands of its own.
        line.addAll(List.of("--config", stage.system().settingsFile().toString()));
        Path errors = Files.createTempFile(stage.folder(), command, ".err");
        Process process =
                new ProcessBuilder(JavaCommand.attachrelay(List.of(), line))
                        .redirectError(errors.toFile())
                        .start();
        try {
            // Its output is small enough for the pipe's buffer, but a stuck command has no end.
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(command + " did not end");
            }
            var output = process.getInputStream().readAllBytes();
            return new CommandRun(
                    process.exitValue(),
                    new String(output, StandardCharsets.UTF_8),
                    Files.readString(errors));
        } finally {
            process.destroyForcibly();
        }
    }
}
