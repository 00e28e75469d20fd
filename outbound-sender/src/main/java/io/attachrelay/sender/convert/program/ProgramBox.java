package io.attachrelay.sender.convert.program;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs programs that are not ours, behind a wall and within limits: docs/decisions/0025. What the
 * machine can't give is found out at the start. All programs end with their box, also when this
 * process is killed. Safe for all threads; whoever made it closes it.
 */
public final class ProgramBox implements AutoCloseable {

    private final Programs programs;
    private final Launcher launcher;
    private final WallSearch wall;

    private ProgramBox(Programs programs, Launcher launcher, WallSearch wall) {
        this.programs = programs;
        this.launcher = launcher;
        this.wall = wall;
    }

    /** The box that this machine can give; it runs a program that does nothing, to see. */
    public static ProgramBox here(ConversionSettings settings) {
        var programs = new Programs(settings.programFolders());
        var launcher = new Launcher();
        return new ProgramBox(
                programs, launcher, WallSearch.here(programs, launcher, settings.confined()));
    }

    /** Why no program may run here and what to do about it, in words; empty if all is well. */
    public Optional<String> lacking() {
        return switch (wall) {
            case WallSearch.Found _ -> Optional.empty();
            case WallSearch.Missing(String lacking) -> Optional.of(lacking);
        };
    }

    /** Where the program is, if it is installed. */
    public Optional<Path> find(String name) {
        return programs.find(name);
    }

    /**
     * Whether a program runs in the box; what it says first counts as its version.
     *
     * @param option that lets it say that
     */
    public Availability version(Path program, String option) {
        return switch (wall) {
            case WallSearch.Missing(String lacking) -> new Availability.Missing(lacking);
            case WallSearch.Found(Wall found) ->
                    version(program, Trial.of(program, List.of(option), found, launcher));
        };
    }

    private static Availability version(Path program, ProgramResult result) {
        return result instanceof ProgramResult.Ended(int code, String output, _) && code == 0
                ? new Availability.Available(output.lines().findFirst().orElse("unknown"))
                : new Availability.Missing(
                        program + " does not run in the box: " + Trial.complaint(result));
    }

    /**
     * Copies a file into the folder of a program and lets the program have both.
     *
     * @param folder the program's, ours so far
     * @param name of the copy; of our own making, not the customer's
     * @return the copy
     */
    public Path bring(Path source, Path folder, String name) throws IOException {
        Path copy = folder.resolve(name);
        Files.copy(source, copy);
        give(copy);
        give(folder);
        return copy;
    }

    /** Lets programs have a file or folder of ours. */
    public void give(Path path) throws IOException {
        if (wall instanceof WallSearch.Found(Bubblewrap bubblewrap) && bubblewrap.asRoot()) {
            Nobody.own(path);
        }
    }

    /** Whether a program has left a file there: not a link, which may lead out of its folder. */
    public static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Runs the program to its end, or to the end of its time.
     *
     * @throws InterruptedException if this thread is; nothing is left running
     */
    public ProgramResult run(BoxedProgram program) throws InterruptedException {
        try (RunningProgram running = start(program)) {
            return running.await(program.limits().time());
        } catch (IOException e) {
            return new ProgramResult.NotStarted(e.toString());
        }
    }

    /**
     * Starts a program that goes on; no time limit but that of processors.
     *
     * @return to be closed by the caller
     * @throws IOException if it can't be started
     */
    public RunningProgram start(BoxedProgram program) throws IOException {
        return switch (wall) {
            case WallSearch.Found(Wall found) -> launcher.start(program, found);
            case WallSearch.Missing(String lacking) -> throw new IOException(lacking);
        };
    }

    /** Ends all programs in it. */
    @Override
    public void close() {
        launcher.close();
    }
}
