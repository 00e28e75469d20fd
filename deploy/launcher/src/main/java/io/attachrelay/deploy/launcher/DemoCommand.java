package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.demo.Demo;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.system.SimulatedSystem;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job on real parts, checked. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the main job on real parts and checks each case: a real Kafka broker, the disk store, all services,",
            "and simulators of both platforms on loopback. Exit code 0 only if every case held."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--keep",
            description = "Leave everything running afterwards, and say how to use it.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        DemoFolder folder = new DemoFolder();
        // The table has the terminal to itself. Read when the first logger is made, which is later.
        System.setProperty("org.slf4j.simpleLogger.logFile", folder.log().toString());
        Foreground foreground = new Foreground();
        foreground.closing(folder);
        try {
            return run(out, folder, foreground);
        } catch (IOException | RuntimeException e) {
            if (!foreground.isEnding()) {
                keep(folder, out);
            }
            throw e;
        }
    }

    private int run(PrintWriter out, DemoFolder folder, Foreground foreground)
            throws IOException, InterruptedException {
        out.println("Starting a Kafka broker, two simulated platforms and the four services ...");
        out.flush();
        SimulatedSystem system =
                foreground.closing(
                        SimulatedSystem.builder(folder.path())
                                .set("fetch.max-bytes", Integer.toString(Demo.maxBytes()))
                                .build());
        foreground.closing(system.start(Role.values()));
        boolean held = foreground.closing(new Demo(system, out, isTerminal())).run();
        if (keep) {
            new DemoUsage(system, folder.log()).print(out);
            foreground.await();
        }
        if (!held && !foreground.isEnding()) {
            keep(folder, out);
        }
        foreground.end();
        return held ? 0 : 1;
    }

    private static void keep(DemoFolder folder, PrintWriter out) {
        folder.keep();
        out.printf("The services' log is %s%n", folder.log());
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
