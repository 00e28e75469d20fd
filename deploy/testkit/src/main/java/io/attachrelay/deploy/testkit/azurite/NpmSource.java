package io.attachrelay.deploy.testkit.azurite;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Azurite from npm, as a process of Node.js. */
record NpmSource(NpmPackage npmPackage) implements AzuriteSource {

    // Up in 1.1 to 4.3 s when measured; this leaves room for a loaded machine.
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    // Node has no way to ask whether its parent lives; its input ends with it.
    private static final String END_WITH_PARENT =
            "process.stdin.on('end', () => process.exit(3)).resume();\n";

    @Override
    public String name() {
        return npmPackage.name() + " from npm";
    }

    @Override
    public Running start() throws IOException {
        var main = npmPackage.install().resolve("azurite/dist/src/blob/main.js");
        var dir = Files.createTempDirectory("azurite");
        var preload = Files.writeString(dir.resolve("end-with-parent.js"), END_WITH_PARENT);
        int port = Ports.free();
        var line =
                new ArrayList<>(List.of("node", "--require", preload.toString(), main.toString()));
        line.addAll(List.of("--blobHost", "127.0.0.1", "--blobPort", Integer.toString(port)));
        line.addAll(List.of("--location", dir.resolve("data").toString()));
        line.addAll(Azurite.FLAGS);
        var child = ChildProcess.start(line, Map.of(), dir.resolve("azurite.log"));
        if (!child.await(() -> Ports.accepts(port), READY_WITHIN)) {
            var message = "Azurite did not start; " + child.quoteLog();
            child.kill();
            throw new IOException(message);
        }
        return new NodeProcess(child, port, dir);
    }

    private record NodeProcess(ChildProcess child, int port, Path dir) implements Running {

        @Override
        public String connectionString() {
            return Azurite.connectionString(port);
        }

        @Override
        public void pause() throws IOException {
            child.pause();
        }

        @Override
        public void resume() throws IOException {
            child.resume();
        }

        @Override
        public void kill() throws IOException {
            child.kill();
            if (Files.exists(dir)) {
                try (var files = Files.walk(dir)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
