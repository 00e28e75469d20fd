package io.attachrelay.deploy.testkit.azurite;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Command {

    private static final int QUOTED = 300;

    private Command() {}

    /**
     * Returns what the program printed, without what it printed as errors and warnings.
     *
     * @throws IOException when it is missing, fails or takes too long; the message quotes it
     */
    static String run(Duration limit, List<String> line) throws IOException {
        // To files: a child of the program that holds a pipe open must not hold us up.
        var output = Files.createTempFile("command", ".out");
        var errors = Files.createTempFile("command", ".err");
        try {
            var process =
                    new ProcessBuilder(line)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile())
                            .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("%s took over %s".formatted(head(line), limit));
            } else if (process.exitValue() != 0) {
                var complaint = end(text(output) + " " + text(errors));
                throw new IOException("%s failed: %s".formatted(head(line), complaint));
            }
            return text(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during " + head(line), e);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    }

    private static String head(List<String> line) {
        return String.join(" ", line.subList(0, Math.min(2, line.size())));
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - QUOTED)).replaceAll("\\s+", " ");
    }
}
