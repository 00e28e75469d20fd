package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.launcher.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts AttachRelay in a JVM of its own, with this JVM's class path. */
final class JavaCommand {

    // What eight JVMs on two cores need: little memory, and no compiler threads that compete.
    private static final List<String> JVM =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED");

    private JavaCommand() {}

    /**
     * @param arguments what an operator writes behind {@code attachrelay}
     */
    static List<String> attachrelay(List<String> jvmOptions, List<String> arguments) {
        return of(Main.class, jvmOptions, arguments);
    }

    /** The same for another main class. */
    static List<String> of(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
