package io.attachrelay.deploy.benchmarks;

import io.attachrelay.deploy.benchmarks.figure.Machine;
import io.attachrelay.deploy.benchmarks.world.Folder;
import io.attachrelay.deploy.benchmarks.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every benchmark can be told. */
final class CommonOptions {

    /** This module's folder, said by {@code deploy/bin/benchmarks}. */
    private static final Path HOME =
            Path.of(System.getProperty("attachrelay.benchmarks.home", "deploy/benchmarks"));

    @Option(names = "--quick", description = "A few minutes: fewer cells, less work, 3 rounds.")
    private boolean quick;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each side is measured; 5 by default.")
    private @Nullable Integer rounds;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the JSON goes; below deploy/benchmarks/target by default.")
    private @Nullable Path json;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where files are kept meanwhile, which chooses the disk that is measured; needs"
                            + " 20 GB (2 GB with --quick). Below deploy/benchmarks/target by"
                            + " default.")
    private @Nullable Path dir;

    @Option(names = "--no-peer", description = "Leave the peer out.")
    private boolean noPeer;

    boolean quick() {
        return quick;
    }

    int rounds() {
        return rounds != null ? Math.max(1, rounds) : quick ? 3 : 5;
    }

    Path json(String name) {
        return json != null ? json : HOME.resolve("target/" + name + ".json");
    }

    /** The peer's program, if it is installed and wanted. */
    Optional<Path> peer() {
        Path folder = HOME.resolve("peer").toAbsolutePath();
        return noPeer || !Files.isDirectory(folder.resolve("node_modules"))
                ? Optional.empty()
                : Optional.of(folder.resolve("server.js"));
    }

    /** A world in a new folder, which ends when this process does, if it is not closed before. */
    World open(int largestFile) throws IOException {
        World world = new World(Files.createTempDirectory(root(), "run-"), largestFile);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(world), "shutdown"));
        return world;
    }

    private static void end(World world) {
        try {
            world.close();
        } catch (IOException e) {
            System.err.println("benchmarks: files are left over: " + e);
        }
    }

    /** A new folder on the same disk, for files alone. */
    TemporaryFolder openFolder() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(root(), "files-"));
    }

    /**
     * A new folder on the same disk, which whoever fills it removes, or the end of this process.
     */
    Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory(root(), "run-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "shutdown"));
        return folder;
    }

    private static void remove(Path folder) {
        try {
            if (Files.exists(folder)) {
                Folder.remove(folder);
            }
        } catch (IOException e) {
            System.err.println("benchmarks: files are left over: " + e);
        }
    }

    Machine machine() throws IOException {
        return Machine.here(root());
    }

    private Path root() throws IOException {
        return Files.createDirectories(dir != null ? dir : HOME.resolve("target/work"));
    }
}
