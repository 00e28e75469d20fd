package io.attachrelay.validator;

import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JVMs of their own for what is to be killed or dies by itself. */
public final class TestJvm {

    private TestJvm() {}

    /**
     * Starts a class of the tests.
     *
     * @param options of the JVM, besides those of a small one
     */
    public static ChildProcess start(
            Class<?> main, List<String> options, List<String> arguments, Path log)
            throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(arguments);
        return ChildProcess.start(line, Map.of(), log);
    }

    /** Called in there: it ends when whoever started it is gone. */
    public static void endWithParent(int exitCode) {
        ProcessHandle.current()
                .parent()
                .ifPresent(p -> p.onExit().thenRun(() -> Runtime.getRuntime().halt(exitCode)));
    }
}
