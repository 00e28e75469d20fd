package io.attachrelay.deploy.benchmarks.figure;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Says what runs, since a benchmark takes long. */
public final class Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintWriter out;
    private final long begin = System.nanoTime();

    public Progress(PrintWriter out) {
        this.out = out;
    }

    /** A step has ended, and that was seen. */
    public void seen(String step, String figures) {
        Duration since = Duration.ofNanos(System.nanoTime() - begin);
        out.printf(
                "%s %5ds  %-28s %s%n",
                LocalTime.now().format(TIME), since.toSeconds(), step, figures);
        out.flush();
    }
}
