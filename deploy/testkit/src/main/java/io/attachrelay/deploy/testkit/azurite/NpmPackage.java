package io.attachrelay.deploy.testkit.azurite;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A package of npm in a folder of its own, installed once for all who need it.
 *
 * @param name with version, as npm writes it
 * @param cache the folder that holds such packages
 */
record NpmPackage(String name, Path cache) {

    // It took 29 s when measured: 365 MB, most of it telemetry that is switched off.
    private static final Duration INSTALL = Duration.ofMinutes(8);
    private static final Duration QUICK = Duration.ofSeconds(20);
    // A file lock is held by a process and refuses a second thread of it.
    private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

    /** Where the user's programs keep what can be fetched again. */
    static Path userCache() {
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base =
                xdg == null || xdg.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(xdg);
        return base.resolve("attachrelay");
    }

    /**
     * Installs the package unless it is there.
     *
     * @return its folder {@code node_modules}
     * @throws IOException when Node.js or npm is missing or npm fails
     */
    Path install() throws IOException {
        Command.run(QUICK, List.of("node", "--version"));
        var folder = cache.resolve(name.replace('@', '-'));
        Files.createDirectories(folder);
        WITHIN_PROCESS.lock();
        try (var file = FileChannel.open(folder.resolve("install.lock"), CREATE, WRITE);
                var lock = file.lock()) {
            var done = folder.resolve("installed");
            if (lock.isValid() && !Files.exists(done)) {
                npmInstall(folder);
                Files.createFile(done);
            }
        } finally {
            WITHIN_PROCESS.unlock();
        }
        return folder.resolve("node_modules");
    }

    private void npmInstall(Path folder) throws IOException {
        Command.run(
                INSTALL,
                List.of(
                        "npm",
                        "install",
                        name,
                        "--prefix",
                        folder.toString(),
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts"));
    }
}
