package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.benchmarks.world.JavaCommand;
import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A stream that is measured, in a process of its own.
 *
 * @param prefix of all topics and groups that it uses
 * @param group whose commits tell how far it is
 * @param input the topic that it reads
 * @param output the topic that it writes
 */
record Contender(
        String name, Class<?> main, String prefix, String group, String input, String output) {

    /** Starts it; the caller closes it. */
    RunningStream start(DedupWorld world) throws IOException {
        Path folder = world.folder(name);
        ChildProcess process =
                ChildProcess.start(
                        JavaCommand.of(
                                main,
                                world.bootstrapServers(),
                                folder.resolve("state").toString(),
                                prefix),
                        Map.of(),
                        folder.resolve("log"));
        return new RunningStream(this, process, world);
    }
}
