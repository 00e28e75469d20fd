package io.attachrelay.sender.convert.program;

import java.util.ArrayList;
import java.util.List;

/** What stands between a program and the rest of the machine. */
sealed interface Wall permits Bubblewrap, NoWall {

    /** The command that runs the program behind it. */
    List<String> around(BoxedProgram program);

    /** Ends what the program started, after the program itself. */
    void end(List<ProcessHandle> children);

    /** The program's command within its limits; {@code prlimit} becomes the program. */
    static List<String> limited(String prlimit, BoxedProgram program, List<String> line) {
        ProgramLimits limits = program.limits();
        List<String> limited = new ArrayList<>();
        limited.add(prlimit);
        limited.add("--data=" + limits.memoryBytes());
        limited.add("--fsize=" + limits.fileBytes());
        limited.add("--cpu=" + Math.max(1, limits.processorTime().toSeconds()));
        limited.add("--nproc=" + MOST_THREADS);
        limited.add("--nofile=" + MOST_FILES);
        limited.add("--core=0");
        limited.addAll(line);
        return limited;
    }

    /** Of all programs of that user. LibreOffice has some 15, ffmpeg some 30. */
    int MOST_THREADS = 512;

    /** What Linux gives a process unless told otherwise. */
    int MOST_FILES = 1024;
}
