package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.benchmarks.world.Ending;
import io.attachrelay.settings.DedupSettings;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.dedup.Deduplicator;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The deduplicator alone, with its defaults: broker, state folder and prefix are its arguments. */
final class DeduplicatorMain {

    private DeduplicatorMain() {}

    public static void main(String[] args) throws InterruptedException {
        Ending.withParent();
        Deduplicator deduplicator =
                new Deduplicator(
                        DedupWorld.clients(args[0], args[2]),
                        new TopicCatalog(args[2]),
                        DedupSettings.DEFAULT,
                        Path.of(args[1]),
                        "benchmark",
                        1);
        Runtime.getRuntime().addShutdownHook(new Thread(deduplicator::close, "shutdown"));
        deduplicator.start();
        new CountDownLatch(1).await();
    }
}
