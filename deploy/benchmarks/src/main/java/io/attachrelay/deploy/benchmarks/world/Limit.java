package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.benchmarks.load.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * What this machine can do with the same bytes from the same media host, in the benchmark's own
 * process: no webhook, no protection against anything.
 */
public final class Limit implements Contender {

    private final String name;
    private final Path folder;
    private final IntFunction<Work.Worker> workers;

    /**
     * @param folder that they fill
     * @param workers for files of so many bytes
     */
    Limit(String name, Path folder, IntFunction<Work.Worker> workers) {
        this.name = name;
        this.folder = folder;
        this.workers = workers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Work bring(int bytes, int count) {
        return () -> workers.apply(bytes);
    }

    /** Of this process, in which it runs. */
    @Override
    public Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Does nothing: what it brings is done when its work says so. */
    @Override
    public void awaitQuiet() {}

    @Override
    public OptionalLong kept() throws IOException {
        return OptionalLong.of(Folder.bytes(folder));
    }

    @Override
    public void clear() throws IOException {
        Folder.clear(folder, 0);
    }
}
