package io.attachrelay.deploy.benchmarks.verdicts;

import io.attachrelay.deploy.benchmarks.figure.Latencies;
import io.attachrelay.deploy.benchmarks.figure.Median;
import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.validator.inspect.PolicyCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts on the same files: ours, types by {@code file}, and a hash of their bytes. The sides
 * take turns. We and {@code file} are asked in two ways each, of which the better one counts: for
 * one file at a time, and for all at once. Then {@code file} reads on without waiting for whoever
 * asks, and the validator looks at as many files as it does in service.
 */
final class Speed {

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Path> files;
    private final PolicyCheck check;
    private final int rounds;
    private final int warmUps;

    /**
     * @param warmUps rounds that do not count: a server is rarely seen in its first minute
     */
    Speed(List<Path> files, PolicyCheck check, int rounds, int warmUps) {
        this.files = List.copyOf(files);
        this.check = check;
        this.rounds = rounds;
        this.warmUps = warmUps;
    }

    /**
     * One side in one round.
     *
     * @param cpuMillisEach of the thread, or of the other process
     * @param kilobytesEach allocated by this process; not a number for another one
     */
    public record Side(
            double perSecond,
            double p50Millis,
            double p99Millis,
            double cpuMillisEach,
            double kilobytesEach) {

        private Side ofOther(double millis) {
            return new Side(perSecond, p50Millis, p99Millis, millis, Double.NaN);
        }
    }

    /**
     * A round.
     *
     * @param ours one file at a time
     * @param oursAtOnce files a second with all at once
     * @param file one name at a time; {@code null} without libmagic
     * @param fileAtOnce files a second with all names at once; not a number without libmagic
     */
    public record Round(
            Side ours, double oursAtOnce, @Nullable Side file, double fileAtOnce, Side hash) {

        /** The better way to ask us. */
        double oursPerSecond() {
            return Math.max(ours.perSecond(), oursAtOnce);
        }

        /** The better way to ask {@code file}. */
        double filePerSecond() {
            return file == null ? Double.NaN : Math.max(file.perSecond(), fileAtOnce);
        }
    }

    /**
     * All rounds.
     *
     * @param files that each side looks at in a round
     */
    public record Result(int files, List<Round> rounds) {

        public Result {
            rounds = List.copyOf(rounds);
        }

        /** Ours to {@code file}'s, the median of the rounds' own. */
        double ratio() {
            return median(r -> r.oursPerSecond() / r.filePerSecond());
        }

        double median(ToDoubleFunction<Round> figure) {
            return Median.of(rounds, figure);
        }
    }

    /** One look at a file. */
    private interface Look {
        void at(Path file) throws IOException;
    }

    Result measure(boolean beside, Progress progress) throws IOException {
        for (int i = 0; i < warmUps; i++) {
            side(file -> check.check(file, null));
            allAtOnce();
            side(file -> Hash.of(file));
        }
        List<Round> seen = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            seen.add(round(beside));
            progress.seen(
                    "round " + (i + 1), "%.0f verdicts/s".formatted(seen.get(i).oursPerSecond()));
        }
        return new Result(files.size(), seen);
    }

    private Round round(boolean beside) throws IOException {
        Side ours = side(file -> check.check(file, null));
        double oursAtOnce = allAtOnce();
        Side hash = side(file -> Hash.of(file));
        if (!beside) {
            return new Round(ours, oursAtOnce, null, Double.NaN, hash);
        }
        try (FileProgram program = FileProgram.start()) {
            program.type(files.getFirst());
            double before = program.cpuMillis();
            Side file = side(program::type);
            double cpu = (program.cpuMillis() - before) / files.size();
            return new Round(ours, oursAtOnce, file.ofOther(cpu), atOnce(program), hash);
        }
    }

    private Side side(Look look) throws IOException {
        long[] nanos = new long[files.size()];
        // Of the whole process: a file is not examined in this thread.
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        for (int i = 0; i < nanos.length; i++) {
            long before = System.nanoTime();
            look.at(files.get(i));
            nanos[i] = System.nanoTime() - before;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double kilobytes = (THREADS.getTotalThreadAllocatedBytes() - allocated) / 1024.0;
        double cpuMillis = (SYSTEM.getProcessCpuTime() - cpu) / 1e6;
        Latencies latencies = Latencies.of(nanos, nanos.length);
        return new Side(
                nanos.length / seconds,
                latencies.millisAt(0.5),
                latencies.millisAt(0.99),
                cpuMillis / nanos.length,
                kilobytes / nanos.length);
    }

    /** A lane a file, as in the validator, which lets in as many as it has places. */
    private double allAtOnce() throws IOException {
        long begin = System.nanoTime();
        List<Future<?>> looks = new ArrayList<>();
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            files.forEach(file -> looks.add(lanes.submit(() -> check.check(file, null))));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (Future<?> look : looks) {
            if (look.state() != Future.State.SUCCESS) {
                throw new IOException("a file could not be looked at", look.exceptionNow());
            }
        }
        return files.size() / seconds;
    }

    private double atOnce(FileProgram program) throws IOException {
        long begin = System.nanoTime();
        Thread writer = Thread.ofVirtual().start(() -> hand(program));
        for (int i = 0; i < files.size(); i++) {
            program.next();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        writer.interrupt();
        return files.size() / seconds;
    }

    /** In a thread of its own, or both ends would wait for each other's pipe. */
    private void hand(FileProgram program) {
        try {
            for (Path file : files) {
                program.name(file);
            }
            program.flush();
        } catch (IOException _) {
            // Whoever reads the types then finds their end.
        }
    }
}
