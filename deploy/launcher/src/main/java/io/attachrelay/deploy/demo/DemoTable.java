package io.attachrelay.deploy.demo;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Shows one line a case: while it runs, where the terminal can show that, and when it has ended.
 */
final class DemoTable {

    private final PrintWriter out;
    private final boolean live;
    private int held;
    private int failed;

    /**
     * @param live whether a line can be written over
     */
    DemoTable(PrintWriter out, boolean live) {
        this.out = out;
        this.live = live;
    }

    void head() {
        out.printf("%n  %-6s %-46s %7s  %s%n", "", "case", "time", "seen");
        out.flush();
    }

    void running(String name) {
        if (live) {
            out.printf("  %-6s %s", "...", name);
            out.flush();
        }
    }

    void held(String name, Duration time, String seen) {
        held++;
        line("ok", name, time, seen);
    }

    void failed(String name, Duration time, String complaint) {
        failed++;
        line("FAILED", name, time, complaint);
    }

    private void line(String word, String name, Duration time, String text) {
        if (live) {
            // Back to the line's begin, and what was there is cleared (ECMA-48).
            out.print("\r\033[K");
        }
        out.printf("  %-6s %-46s %5.1f s  %s%n", word, name, time.toMillis() / 1000.0, text);
        out.flush();
    }

    void summary(Duration time) {
        out.printf("%n  %d held, %d failed, %.0f s%n", held, failed, time.toMillis() / 1000.0);
        out.flush();
    }

    boolean allHeld() {
        return failed == 0 && held > 0;
    }
}
