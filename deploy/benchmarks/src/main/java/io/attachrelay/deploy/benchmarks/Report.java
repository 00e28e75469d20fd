package io.attachrelay.deploy.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.attachrelay.deploy.benchmarks.figure.Goal;
import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * All that a run found, as it is written for programs.
 *
 * @param at when it ended
 * @param command as it was typed
 * @param loadAfter runnable threads of the machine in the last minute, to see whether others ran
 * @param findings the benchmark's own
 */
record Report(
        Instant at,
        List<String> command,
        Machine machine,
        double loadAfter,
        List<Goal> goals,
        Object findings) {

    private static final ObjectMapper PRETTY =
            Json.mapper().copy().enable(SerializationFeature.INDENT_OUTPUT);

    /** The report of a run that has just ended. */
    static Report of(CommandSpec spec, Machine machine, List<Goal> goals, Object findings) {
        List<String> command = new ArrayList<>(List.of(spec.name()));
        command.addAll(spec.commandLine().getParseResult().originalArgs());
        return new Report(Instant.now(), command, machine, Machine.load(), goals, findings);
    }

    /** Writes it; the folder is made if it is missing. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        PRETTY.writeValue(file.toFile(), this);
    }
}
