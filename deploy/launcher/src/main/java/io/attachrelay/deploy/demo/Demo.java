package io.attachrelay.deploy.demo;

import io.attachrelay.deploy.system.SimulatedSystem;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Runs all cases against a running system and shows how each ended. */
public final class Demo implements AutoCloseable {

    private final DemoStage stage;
    private final DemoTable table;

    /**
     * @param system with all services running; not closed by this
     * @param live whether {@code out} is a terminal whose lines can be written over
     */
    public Demo(SimulatedSystem system, PrintWriter out, boolean live) {
        this.stage = new DemoStage(system);
        this.table = new DemoTable(out, live);
    }

    /** The gateway's cap in bytes that the cases expect. */
    public static int maxBytes() {
        return TroubleCases.MAX_BYTES;
    }

    /**
     * Runs every case.
     *
     * @return whether all held
     */
    public boolean run() throws InterruptedException {
        long begin = System.nanoTime();
        table.head();
        for (DemoCase demoCase : cases()) {
            show(demoCase);
        }
        table.summary(since(begin));
        return table.allHeld();
    }

    private static List<DemoCase> cases() {
        return Stream.of(ArrivingCases.all(), TroubleCases.all(), CommandCases.all())
                .flatMap(List::stream)
                .toList();
    }

    private void show(DemoCase demoCase) throws InterruptedException {
        table.running(demoCase.name());
        long begin = System.nanoTime();
        try {
            String seen = demoCase.script().run(stage);
            table.held(demoCase.name(), since(begin), seen);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            table.failed(demoCase.name(), since(begin), String.valueOf(e.getMessage()));
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        stage.close();
    }
}
