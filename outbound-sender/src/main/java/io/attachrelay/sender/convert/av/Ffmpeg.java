package io.attachrelay.sender.convert.av;

import io.attachrelay.sender.convert.program.BoxedProgram;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.sender.convert.program.ProgramResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two programs of ffmpeg. They open exactly one file, as the container that it is said to be;
 * what it refers to is not opened, and what it tells about itself is dropped.
 */
record Ffmpeg(ProgramBox box, Path ffmpeg, Path ffprobe) {

    // With more it takes more memory, and others wait.
    private static final String THREADS =
            Integer.toString(Math.min(4, Runtime.getRuntime().availableProcessors()));

    /**
     * Tells what is in a file, as JSON.
     *
     * @param folder that it is in
     */
    ProgramResult look(Path folder, Path source, Container container, ProgramLimits limits)
            throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("-v", "error", "-print_format", "json"));
        line.addAll(List.of("-show_format", "-show_streams"));
        line.addAll(input(source, container));
        return box.run(new BoxedProgram(ffprobe, line, folder, limits));
    }

    /** Makes another file of it in the same folder. */
    ProgramResult make(
            Path folder,
            Path source,
            Container container,
            List<String> way,
            Path outcome,
            ProgramLimits limits)
            throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        line.addAll(List.of("-threads", THREADS));
        line.addAll(input(source, container));
        line.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1", "-threads", THREADS));
        line.addAll(List.of("-filter_threads", THREADS));
        line.addAll(way);
        line.add("file:" + outcome);
        return box.run(new BoxedProgram(ffmpeg, line, folder, limits));
    }

    private static List<String> input(Path source, Container container) {
        return List.of(
                "-protocol_whitelist", "file", "-f", container.demuxer(), "-i", "file:" + source);
    }
}
