package io.attachrelay.sender.convert.jvm;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes conversions in Java processes of their own, a few at a time. Whatever a file does to its
 * parser (a loop, a flood of memory, a crash in native code) ends that process and nothing else.
 * Safe for all threads.
 */
public final class JavaConversions implements AutoCloseable {

    // One that works ends by the processor's time that it takes, long before, even where it has
    // only a fifth of a processor; one that waits for something ends by this.
    private static final int CLOCK_PER_PROCESSOR_TIME = 5;
    private static final Duration CLOCK_AT_LEAST = Duration.ofMinutes(2);
    private static final int ENDED = -1;
    private static final String OUTCOME = "outcome";
    private static final String CRASH = "crash.log";

    private final Class<?> main;
    private final Limits limits;
    private final Path java;
    private final Semaphore places;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param main whose {@code main} calls {@link JobProcess#run}
     */
    public JavaConversions(Class<?> main, Limits limits) {
        this.main = main;
        this.limits = limits;
        this.java = Path.of(System.getProperty("java.home"), "bin", "java");
        this.places = new Semaphore(limits.atOnce(), true);
    }

    /** Whether processes can be started here. */
    public Availability availability() {
        return Files.isExecutable(java)
                ? new Availability.Available("Java " + Runtime.version())
                : new Availability.Missing("no program " + java + ": install a whole Java runtime");
    }

    /**
     * Converts; blocks until there is a place and for the time limit at most.
     *
     * @throws InterruptedException if this thread is; nothing is left running
     */
    public Conversion convert(ConversionRequest request) throws InterruptedException {
        places.acquire();
        try {
            Path outcome = request.folder().resolve(OUTCOME);
            return ending(exitCode(start(request, outcome)), request, outcome);
        } catch (IOException e) {
            return new Conversion.TryAgain("the conversion's process failed: " + e);
        } finally {
            places.release();
        }
    }

    private Process start(ConversionRequest request, Path outcome) throws IOException {
        List<String> line = new ArrayList<>(options(request.folder()));
        line.add(main.getName());
        line.addAll(JobProcess.arguments(limits.processorTime(), request, outcome));
        var builder =
                new ProcessBuilder(line)
                        .directory(request.folder().toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(Map.of("LANG", "C.UTF-8", "LC_ALL", "C.UTF-8"));
        return builder.start();
    }

    private List<String> options(Path folder) {
        return List.of(
                java.toString(),
                "-Xmx" + limits.heapBytes(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.toAbsolutePath().resolve(CRASH),
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder.toAbsolutePath(),
                "-cp",
                classPath());
    }

    /** Ours, from a working folder that is another. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Of a process that ended by itself, or {@link #ENDED}. */
    private int exitCode(Process process) throws InterruptedException {
        running.add(process);
        try {
            if (closed) {
                return ENDED;
            }
            Duration most =
                    limits.processorTime()
                            .multipliedBy(CLOCK_PER_PROCESSOR_TIME)
                            .plus(CLOCK_AT_LEAST);
            return process.waitFor(most) ? process.exitValue() : ENDED;
        } finally {
            process.destroyForcibly().onExit().join();
            running.remove(process);
        }
    }

    private Conversion ending(int code, ConversionRequest request, Path outcome)
            throws IOException {
        return switch (code) {
            case 0 -> made(request, outcome);
            case JobProcess.IMPOSSIBLE ->
                    new Conversion.Impossible(JobProcess.words(request.folder()));
            case JobProcess.OUT_OF_MEMORY ->
                    new Conversion.Impossible(
                            "the file takes more than %d MB of memory to be converted"
                                    .formatted(limits.heapBytes() >> 20));
            case JobProcess.TOO_SLOW ->
                    new Conversion.Impossible(
                            "the file takes more than %d s to be converted"
                                    .formatted(limits.processorTime().toSeconds()));
            case JobProcess.FAILED -> new Conversion.TryAgain(JobProcess.words(request.folder()));
            case ENDED -> new Conversion.TryAgain("the conversion's process had to be ended");
            default -> odd(code, request.folder());
        };
    }

    /** Of its own accord no process ends so. */
    private static Conversion odd(int code, Path folder) {
        return Files.exists(folder.resolve(CRASH))
                ? new Conversion.Impossible("the file crashes what is to convert it")
                : new Conversion.TryAgain("the conversion's process ended with " + code);
    }

    private static Conversion made(ConversionRequest request, Path outcome) throws IOException {
        long size = Files.size(outcome);
        return size <= request.mostBytes()
                ? new Conversion.Converted(outcome, request.targetType())
                : new Conversion.Impossible(
                        "it has %d bytes once it is converted, more than %d"
                                .formatted(size, request.mostBytes()));
    }

    /** Ends what runs; those who wait for it are told to try again. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Process::destroyForcibly);
    }
}
