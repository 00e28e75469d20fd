package io.attachrelay.deploy.testkit.kafka;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of the child process. */
final class BrokerCommand {

    // Heap, code, metaspace and direct buffers together stay below 512 MB resident.
    private static final List<String> JVM =
            List.of(
                    "-Xms64m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:MaxDirectMemorySize=64m",
                    "-XX:ReservedCodeCacheSize=48m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djava.awt.headless=true",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-Dorg.slf4j.simpleLogger.showDateTime=true",
                    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                    "--enable-native-access=ALL-UNNAMED",
                    // Kafka unmaps its index files by sun.misc.Unsafe.
                    "--sun-misc-unsafe-memory-access=allow");

    private BrokerCommand() {}

    /**
     * Writes the argument file (a class path may exceed a command line) and names it. The broker
     * compiles with the compilers that this process may use.
     *
     * @param talkative loggers of Kafka that write more than warnings
     */
    static List<String> of(BrokerFiles files, String clusterId, List<String> talkative)
            throws IOException {
        var loggers =
                talkative.stream()
                        .map(name -> "-Dorg.slf4j.simpleLogger.log." + name + "=info")
                        .toList();
        var classPath = List.of("-cp", System.getProperty("java.class.path"));
        var main =
                List.of(
                        BrokerMain.class.getName(),
                        clusterId,
                        files.properties().toString(),
                        Long.toString(ProcessHandle.current().pid()));
        var lines =
                List.of(JVM, compilers(), loggers, classPath, main).stream()
                        .flatMap(List::stream)
                        .map(BrokerCommand::quote)
                        .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(files.arguments(), lines);
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "@" + files.arguments());
    }

    // A broker starts with 4 s of processor time instead of 6 where only the quick compiler works,
    // which is enough for tests; benchmarks and users have both.
    private static List<String> compilers() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:TieredStopAtLevel="))
                .toList();
    }

    private static String quote(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
