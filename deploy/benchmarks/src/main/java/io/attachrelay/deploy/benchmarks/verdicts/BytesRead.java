package io.attachrelay.deploy.benchmarks.verdicts;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.validator.inspect.PolicyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a large file a verdict reads, as the operating system counts it: what this process
 * asked for by read calls (rchar in proc(5), {@code /proc/PID/io}). Not measured elsewhere than on
 * Linux.
 */
final class BytesRead {

    private static final Path COUNTERS = Path.of("/proc/self/io");
    private static final int FILE_BYTES = 25 << 20;

    private BytesRead() {}

    /**
     * A file of 25 MB.
     *
     * @param kilobytes read of it
     */
    public record Seen(String name, double kilobytes) {}

    static List<Seen> measure(PolicyCheck check, Path folder) throws IOException {
        List<Seen> seen = new ArrayList<>();
        if (!Files.isReadable(COUNTERS)) {
            return seen;
        }
        for (SampleFile sample : samples()) {
            Path file = sample.ofSize(FILE_BYTES).named("25-MB-" + sample.name()).writeInto(folder);
            check.check(file, null);
            seen.add(new Seen(sample.name(), read(check, file) / 1024.0));
            Files.delete(file);
        }
        return seen;
    }

    private static long read(PolicyCheck check, Path file) throws IOException {
        long none = -counter() + counter();
        long before = counter();
        check.check(file, null);
        return counter() - before - none;
    }

    private static long counter() throws IOException {
        return Files.readAllLines(COUNTERS).stream()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring(7)))
                .findFirst()
                .orElseThrow();
    }

    private static List<SampleFile> samples() {
        return List.of(
                SampleFiles.png(),
                SampleFiles.jpeg(),
                SampleFiles.gif(),
                SampleFiles.pdf(),
                SampleFiles.text(),
                SampleFiles.csv(),
                SampleFiles.docx(),
                SampleFiles.xlsx(),
                SampleFiles.zip(),
                SampleFiles.mp4());
    }
}
