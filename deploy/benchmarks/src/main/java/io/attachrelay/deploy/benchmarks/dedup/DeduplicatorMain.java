package io.attachrelay.deploy.benchmarks.dedup;

import io.attachrelay.deploy.benchmarks.world.Ending;
import io.attachrelay.settings.DedupSettings;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.dedup.Deduplicator;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The deduplicator alone, with its defaults: broker and state folder are its arguments. */
final class DeduplicatorMain {

    private DeduplicatorMain() {}

    public static void main(String[] args) throws InterruptedException {
        Ending.withParent();
        Deduplicator deduplicator =
                new Deduplicator(
                        new KafkaClients(KafkaSettings.DEFAULT.at(args[0])),
                        new TopicCatalog(""),
                        DedupSettings.DEFAULT,
                        Path.of(args[1]),
                        "benchmark",
                        1);
        Runtime.getRuntime().addShutdownHook(new Thread(deduplicator::close, "shutdown"));
        deduplicator.start();
        new CountDownLatch(1).await();
    }
}
