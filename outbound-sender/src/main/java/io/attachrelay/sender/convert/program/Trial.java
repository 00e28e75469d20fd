package io.attachrelay.sender.convert.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a program for a moment, in an empty folder, to see whether it does. */
final class Trial {

    // It takes 10 ms; this leaves room for a loaded machine.
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final ProgramLimits LIMITS = new ProgramLimits(TIME, TIME, 256 << 20, 1 << 20);

    private Trial() {}

    static ProgramResult of(Path program, List<String> arguments, Wall wall, Launcher launcher) {
        try {
            Path folder = Files.createTempDirectory("trial");
            var boxed = new BoxedProgram(program, arguments, folder, LIMITS);
            try (RunningProgram running = launcher.start(boxed, wall)) {
                return running.await(TIME);
            } finally {
                Files.delete(folder);
            }
        } catch (IOException e) {
            return new ProgramResult.NotStarted(e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new ProgramResult.NotStarted("interrupted");
        }
    }

    /** Why it failed, if it did, in words. */
    static String complaint(ProgramResult result) {
        return switch (result) {
            case ProgramResult.Ended(int code, _, String complaints) when complaints.isBlank() ->
                    "it ends with code " + code;
            case ProgramResult.Ended(_, _, String complaints) -> complaints.strip();
            case ProgramResult.OutOfTime _ -> "it takes longer than " + TIME.toSeconds() + " s";
            case ProgramResult.NotStarted(String reason) -> reason;
        };
    }
}
