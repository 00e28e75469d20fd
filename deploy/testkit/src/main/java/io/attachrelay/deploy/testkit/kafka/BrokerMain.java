package io.attachrelay.deploy.testkit.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The child process: formats the folder on its first start, then is Kafka's own broker. */
final class BrokerMain {

    private static final int FORMAT_FAILED = 70;
    private static final int ORPHANED = 3;
    static final long ORPHAN_SECONDS = 10;

    private BrokerMain() {}

    /** Arguments: cluster id, properties file, process id of the parent. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var file = Path.of(args[1]);
        var properties = read(file);
        format(args[0], properties, file);
        endWith(Long.parseLong(args[2]));
        FencedFirst.afterCrash(properties);
        Kafka.main(new String[] {file.toString()});
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }

    private static void format(String clusterId, Properties properties, Path file) {
        if (Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            return;
        }
        var out = new PrintStream(System.out, true);
        String[] command = {"format", "-t", clusterId, "-c", file.toString()};
        if (StorageTool.execute(command, out) != 0) {
            System.exit(FORMAT_FAILED);
        }
    }

    // Not by the end of standard input: Process.destroy() closes it, and a clean stop would race.
    private static void endWith(long parent) {
        ProcessHandle.of(parent)
                .ifPresentOrElse(
                        handle -> handle.onExit().thenRun(BrokerMain::end), BrokerMain::end);
    }

    private static void end() {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        TimeUnit.SECONDS.sleep(ORPHAN_SECONDS);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(ORPHANED);
                });
        System.exit(ORPHANED);
    }
}
