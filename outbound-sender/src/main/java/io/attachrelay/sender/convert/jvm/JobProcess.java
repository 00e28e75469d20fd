package io.attachrelay.sender.convert.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.sender.convert.ConversionRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/**
 * The inside of a process that makes one conversion: its {@code main} calls {@link #run}. It ends
 * itself when it has taken the processor's time that it may take, and when its standard input ends:
 * so it never outlives the process that started it, however that died.
 */
public final class JobProcess {

    static final int IMPOSSIBLE = 65;
    static final int FAILED = 70;
    static final int TOO_SLOW = 75;

    /** What the JVM exits with under {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int OUT_OF_MEMORY = 3;

    private static final String WORDS = "words.txt";
    // Parsers quote what they read.
    private static final int MOST_WORDS = 300;
    private static final long LOOK_MILLIS = 50;
    // Parsers that descend into what a file nests get this deep, then the file is refused.
    private static final long STACK_BYTES = 8 << 20;

    private JobProcess() {}

    /** The arguments that {@link #run} takes. */
    static List<String> arguments(Duration processorTime, ConversionRequest request, Path outcome) {
        return List.of(
                Long.toString(processorTime.toMillis()),
                request.source().toAbsolutePath().toString(),
                request.sourceType(),
                request.targetType(),
                Long.toString(request.mostBytes()),
                request.folder().toAbsolutePath().toString(),
                outcome.toAbsolutePath().toString());
    }

    /** Why the job is impossible, as it said itself; the folder is the request's. */
    static String words(Path folder) throws IOException {
        return Files.readString(folder.resolve(WORDS));
    }

    /** Does the job and ends the process. */
    public static void run(String[] arguments, Job job) {
        var request =
                new ConversionRequest(
                        Path.of(arguments[1]),
                        arguments[2],
                        arguments[3],
                        Long.parseLong(arguments[4]),
                        Path.of(arguments[5]));
        beQuiet();
        daemon("input", JobProcess::endWithInput);
        Duration processorTime = Duration.ofMillis(Long.parseLong(arguments[0]));
        daemon("clock", () -> endAfter(processorTime));
        Runnable work = () -> end(make(job, request, Path.of(arguments[6])));
        new Thread(null, work, "job", STACK_BYTES).start();
    }

    /** Libraries log what they think of a file, and nobody reads it. */
    private static void beQuiet() {
        LogManager.getLogManager().reset();
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    }

    private static int make(Job job, ConversionRequest request, Path outcome) {
        try {
            job.make(request, outcome);
            return 0;
        } catch (ImpossibleException e) {
            return impossible(request, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            return say(request, FAILED, e.toString());
        } catch (IOException | RuntimeException e) {
            return impossible(request, "the file is damaged or of an unusual kind: " + e);
        } catch (StackOverflowError _) {
            return impossible(request, "the file nests too deeply");
        } catch (Error e) {
            return say(request, FAILED, e.toString());
        }
    }

    private static int impossible(ConversionRequest request, String words) {
        return say(request, IMPOSSIBLE, words);
    }

    private static int say(ConversionRequest request, int code, String words) {
        try {
            String begin = words.substring(0, Math.min(words.length(), MOST_WORDS));
            Files.writeString(request.folder().resolve(WORDS), begin);
            return code;
        } catch (IOException _) {
            return FAILED;
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    private static void endWithInput() {
        try {
            long _ = System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // Then it has ended as well.
        }
        end(FAILED);
    }

    private static void endAfter(Duration processorTime) {
        ProcessHandle self = ProcessHandle.current();
        try {
            while (taken(self).compareTo(processorTime) < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException _) {
            // Nobody does that here.
        }
        end(TOO_SLOW);
    }

    private static Duration taken(ProcessHandle self) {
        return self.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** At once: nothing here wants to be closed. */
    private static void end(int code) {
        Runtime.getRuntime().halt(code);
    }
}
