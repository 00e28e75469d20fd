package io.attachrelay.deploy.benchmarks.verdicts;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * libmagic's own program, kept alive as quick users of it do: names go in, types come out. Its
 * sandbox is off, which makes it quicker.
 */
final class FileProgram implements AutoCloseable {

    private final Process process;
    private final BufferedWriter names;
    private final BufferedReader types;

    private FileProgram(Process process) {
        this.process = process;
        this.names = process.outputWriter(StandardCharsets.UTF_8);
        this.types = process.inputReader(StandardCharsets.UTF_8);
    }

    /** What it calls itself; empty if it is not there. */
    static Optional<String> version() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder("file", "--version").start();
            String first = process.inputReader(StandardCharsets.UTF_8).readLine();
            process.waitFor();
            return Optional.ofNullable(first);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static FileProgram start() throws IOException {
        return new FileProgram(
                new ProcessBuilder("file", "-S", "-n", "-b", "--mime-type", "-f", "-")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /** The type of one file, in lower case. */
    String type(Path file) throws IOException {
        names.write(file.toAbsolutePath() + "\n");
        names.flush();
        return next();
    }

    /** Hands over a name without waiting for its type. */
    void name(Path file) throws IOException {
        names.write(file.toAbsolutePath() + "\n");
    }

    void flush() throws IOException {
        names.flush();
    }

    /** The type of the next file whose name was handed over. */
    String next() throws IOException {
        String line = types.readLine();
        if (line == null) {
            throw new EOFException("file has ended");
        }
        return line.strip().toLowerCase(Locale.ROOT);
    }

    /** What it has used of processors; not a number if the system does not tell. */
    double cpuMillis() {
        return process.info().totalCpuDuration().map(d -> (double) d.toMillis()).orElse(Double.NaN);
    }

    @Override
    public void close() throws IOException {
        names.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
