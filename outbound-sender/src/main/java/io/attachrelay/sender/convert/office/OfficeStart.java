package io.attachrelay.sender.convert.office;

import io.attachrelay.sender.convert.program.BoxedProgram;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.sender.convert.program.RunningProgram;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How LibreOffice is started.
 *
 * @param soffice the program itself: {@code soffice.bin}
 * @param folders where each process gets a folder; its path has at most {@link #LONGEST_PATH}
 *     characters
 * @param limits how long starting may take, and what a process may take in all its life
 */
record OfficeStart(Path soffice, ProgramBox box, Path folders, ProgramLimits limits) {

    /**
     * A socket's path has at most 107 bytes; the longest name of LibreOffice's own has 57, that of
     * a process's folder 9.
     */
    static final int LONGEST_PATH = 39;

    private static final int NAME_BITS = 31;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Where LibreOffice puts its socket: in the folder only where it can't write elsewhere. */
    private static final List<Path> SOCKETS = List.of(Path.of("/tmp"), Path.of("/var/tmp"));

    private static final long LOOK_MILLIS = 20;

    /** LibreOffice's way to say that it has furnished its folder and wants to be started anew. */
    private static final int AGAIN = 81;

    /** Makes a folder for a process, with a short name. */
    Path folder() throws IOException {
        while (true) {
            String name =
                    "lo" + Long.toString(RANDOM.nextLong(1L << NAME_BITS), Character.MAX_RADIX);
            try {
                return Files.createDirectory(folders.resolve(name), OURS);
            } catch (FileAlreadyExistsException _) {
                // Another name, then.
            }
        }
    }

    /**
     * Starts it.
     *
     * @param folder its own and empty so far
     * @return as soon as it listens; to be closed
     * @throws IOException if it does not come up in time
     */
    RunningProgram listening(Path folder) throws IOException, InterruptedException {
        furnish(folder);
        long end = System.nanoTime() + limits.time().toNanos();
        RunningProgram program = box.start(program(folder));
        boolean listens = false;
        try {
            while (!(listens = listens(folder)) && System.nanoTime() < end) {
                if (!program.isAlive()) {
                    program = again(program, folder);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } finally {
            if (!listens) {
                program.close();
            }
        }
        if (!listens) {
            throw new IOException("LibreOffice does not start in time");
        }
        return program;
    }

    private RunningProgram again(RunningProgram ended, Path folder) throws IOException {
        ended.close();
        if (ended.exitCode() != AGAIN) {
            throw new IOException(
                    "LibreOffice ends with code %d: %s"
                            .formatted(ended.exitCode(), ended.complaints().strip()));
        }
        return box.start(program(folder));
    }

    private void furnish(Path folder) throws IOException {
        OfficeProfile.write(folder.resolve("profile"), soffice.resolveSibling("versionrc"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                box.give(file);
            }
        }
    }

    private BoxedProgram program(Path folder) {
        List<String> arguments =
                List.of(
                        "-env:UserInstallation=" + OfficeSession.url(folder.resolve("profile")),
                        "-env:OSL_SOCKET_PATH=" + folder,
                        "--accept=pipe,name="
                                + folder.getFileName()
                                + ";urp;StarOffice.ComponentContext",
                        "--headless",
                        "--invisible",
                        "--nologo",
                        "--nodefault",
                        "--norestore",
                        "--nolockcheck");
        return new BoxedProgram(
                soffice, arguments, folder, Map.of("SAL_USE_VCLPLUGIN", "svp"), limits);
    }

    private static boolean listens(Path folder) {
        try {
            PipeConnection.to(socket(folder)).close();
            return true;
        } catch (IOException | com.sun.star.io.IOException _) {
            return false;
        }
    }

    /** Where a LibreOffice with that folder listens. */
    static Path socket(Path folder) {
        String name = "OSL_PIPE_" + folder.getFileName();
        return Stream.concat(SOCKETS.stream(), Stream.of(folder))
                .map(it -> it.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(folder.resolve(name));
    }
}
