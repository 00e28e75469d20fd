package io.attachrelay.deploy.benchmarks.calls;

import java.lang.management.ManagementFactory;
import java.util.List;

/** A process's own heap after a collection, told on standard output once a second. */
final class LiveHeap {

    /** Whether a process tells it: collecting costs time, so only where memory is measured. */
    static final String PROPERTY = "attachrelay.benchmarks.heap";

    private static final String LINE = "live heap KB ";

    private LiveHeap() {}

    /** Begins to tell, if that is wanted. */
    static void tell() {
        if (Boolean.getBoolean(PROPERTY)) {
            Thread.ofPlatform().daemon().name("live-heap").start(LiveHeap::tellOn);
        }
    }

    private static void tellOn() {
        try {
            while (true) {
                Thread.sleep(1_000);
                System.gc();
                long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                System.out.println(LINE + bytes / 1024);
            }
        } catch (InterruptedException _) {
            // The process ends.
        }
    }

    /** What a process told, in megabytes of 1024² bytes, by its output. */
    static List<Double> told(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> Double.parseDouble(line.substring(LINE.length())) / 1024)
                .toList();
    }
}
