package io.attachrelay.sender.convert.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program and what it is to do.
 *
 * @param program as {@link ProgramBox#find} found it
 * @param arguments paths among them are the same inside and outside of the box
 * @param folder the only place that it can write to, and the only one that it can read beside what
 *     is installed; also its home and working folder. Absolute
 * @param environment added to the few variables that every program has
 * @param limits what it may take
 */
public record BoxedProgram(
        Path program,
        List<String> arguments,
        Path folder,
        Map<String, String> environment,
        ProgramLimits limits) {

    public BoxedProgram {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Without variables of its own. */
    public BoxedProgram(Path program, List<String> arguments, Path folder, ProgramLimits limits) {
        this(program, arguments, folder, Map.of(), limits);
    }

    List<String> line() {
        return Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
    }
}
