package io.attachrelay.sender.convert.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.settings.ConversionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The box of this machine and a folder for a program in it. */
final class BoxStage implements AutoCloseable {

    private static final ProgramLimits LIMITS =
            new ProgramLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), 256 << 20, 4 << 20);

    private final ProgramBox box = ProgramBox.here(ConversionSettings.DEFAULT);
    private final Path folder;

    /** Stands in the command line of the shell and of all that it starts. */
    private final String mark = "mark-" + UUID.randomUUID();

    BoxStage(Path folder) throws Exception {
        this.folder = folder;
        assertThat(box.lacking())
                .as("these tests need a box: apt-get install bubblewrap, and the right to use it")
                .isEmpty();
        box.give(folder);
    }

    ProgramBox box() {
        return box;
    }

    BoxedProgram shell(String script) {
        return shell(script, LIMITS);
    }

    /** A script; {@code $1} is the folder and {@code $2} the mark. */
    BoxedProgram shell(String script, ProgramLimits limits) {
        return new BoxedProgram(
                Path.of("/bin/sh"),
                List.of("-c", script, "sh", folder.toString(), mark),
                folder,
                limits);
    }

    ProgramResult run(String script) throws InterruptedException {
        return box.run(shell(script));
    }

    static ProgramLimits within(Duration time) {
        return new ProgramLimits(
                time, LIMITS.processorTime(), LIMITS.memoryBytes(), LIMITS.fileBytes());
    }

    String mark() {
        return mark;
    }

    /** How many processes of this stage there are on the machine. */
    long processes() {
        return marked(mark);
    }

    static long marked(String mark) {
        return ProcessHandle.allProcesses()
                .filter(it -> String.valueOf(it.info()).contains(mark))
                .count();
    }

    @Override
    public void close() {
        box.close();
    }
}
