package io.attachrelay.deploy.benchmarks.figure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the figures come from; without it they say little.
 *
 * @param fileSystem of the folder that is measured
 * @param loadBefore runnable threads of the whole machine in the minute before, negative if unknown
 */
public record Machine(
        int cores, String cpu, String kernel, String java, String fileSystem, double loadBefore) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Pattern MODEL = Pattern.compile("model name\\s*: (.*)");

    /**
     * This machine.
     *
     * @param folder that is measured
     */
    public static Machine here(Path folder) throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                model(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                Files.getFileStore(folder).type(),
                load());
    }

    /** Runnable threads of the whole machine in the last minute, negative if unknown. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String model() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        Matcher found = MODEL.matcher(Files.readString(CPU_INFO));
        return found.find() ? found.group(1) : System.getProperty("os.arch");
    }
}
