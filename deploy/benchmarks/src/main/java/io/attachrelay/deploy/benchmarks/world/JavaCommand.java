package io.attachrelay.deploy.benchmarks.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Command lines that run a program in a JVM of its own. */
public final class JavaCommand {

    // Those of deploy/bin/attachrelay.
    private static final List<String> JVM =
            List.of("--enable-native-access=ALL-UNNAMED", "-XX:+ExitOnOutOfMemoryError");

    private JavaCommand() {}

    /** A program of this class path. */
    public static List<String> of(Class<?> main, String... arguments) {
        return of(System.getProperty("java.class.path"), main, arguments);
    }

    /** A program with the options that AttachRelay itself is started with. */
    static List<String> of(String classPath, Class<?> main, String... arguments) {
        return of(List.of(), classPath, main, List.of(arguments));
    }

    /** A program of this class path whose JVM gets more options. */
    public static List<String> with(List<String> options, Class<?> main, List<String> arguments) {
        return of(options, System.getProperty("java.class.path"), main, arguments);
    }

    private static List<String> of(
            List<String> options, String classPath, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(options);
        String more = System.getenv().getOrDefault("ATTACHRELAY_JAVA_OPTS", "").strip();
        if (!more.isEmpty()) {
            command.addAll(Arrays.asList(more.split("\\s+")));
        }
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        return command;
    }
}
