package io.attachrelay.validator.dedup;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.settings.DedupSettings;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.TestJvm;
import io.attachrelay.validator.TestKafka;
import io.attachrelay.validator.dedup.ids.IdStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A deduplicator in a process of its own, to be killed. */
final class DeduplicatorProcess {

    static final String INSTANCE = "host-1";

    private DeduplicatorProcess() {}

    /**
     * @param boot what it takes for the name of the machine's present run
     */
    static ChildProcess start(
            String bootstrapServers, String prefix, Path state, String boot, Path log)
            throws IOException {
        return TestJvm.start(
                DeduplicatorProcess.class,
                List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"),
                List.of(bootstrapServers, prefix, state.toString(), boot),
                log);
    }

    public static void main(String[] args) throws InterruptedException {
        TestJvm.endWithParent(3);
        var deduplicator =
                new Deduplicator(
                        TestKafka.clients(args[0], args[1]),
                        new TopicCatalog(args[1]),
                        DedupSettings.DEFAULT,
                        Path.of(args[2]),
                        INSTANCE,
                        1,
                        new IdStores(args[3]));
        Runtime.getRuntime().addShutdownHook(new Thread(deduplicator::close));
        deduplicator.start();
        new CountDownLatch(1).await();
    }
}
