package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.benchmarks.world.JavaCommand;
import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A stream that is measured, in a process of its own.
 *
 * @param group whose commits tell how far it is
 * @param output the topic that it writes
 */
record Contender(String name, Class<?> main, String group, String output) {

    /** Starts it; the caller closes it. */
    RunningStream start(DedupWorld world) throws IOException {
        Path folder = world.folder(name);
        ChildProcess process =
                ChildProcess.start(
                        JavaCommand.of(
                                main, world.bootstrapServers(), folder.resolve("state").toString()),
                        Map.of(),
                        folder.resolve("log"));
        return new RunningStream(this, process, world);
    }
}
