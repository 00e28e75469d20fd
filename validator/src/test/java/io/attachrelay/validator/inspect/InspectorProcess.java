package io.attachrelay.validator.inspect;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.TestJvm;
import io.attachrelay.validator.TestKafka;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.deep.Limits;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An inspector in a process of its own, under the launcher's options, that a file may end. */
final class InspectorProcess {

    private InspectorProcess() {}

    /**
     * @param dir where its store and its notes are
     * @param together see {@link DeadlyCheck}
     */
    static ChildProcess start(String bootstrapServers, String prefix, Path dir, boolean together)
            throws IOException {
        return TestJvm.start(
                InspectorProcess.class,
                List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
                List.of(bootstrapServers, prefix, dir.toString(), Boolean.toString(together)),
                dir.resolve("inspector.log"));
    }

    public static void main(String[] args) throws InterruptedException {
        TestJvm.endWithParent(4);
        var clients = TestKafka.clients(args[0], args[1]);
        Path dir = Path.of(args[2]);
        DeepChecks checks = DeepChecks.of(new DeadlyCheck(Boolean.parseBoolean(args[3])));
        new Inspector(
                        clients,
                        KeyedConsumerOptions.of(Inspector.GROUP, "host-1"),
                        new TopicCatalog(args[1]),
                        new DiskStore(dir.resolve("store"), Clock.systemUTC()),
                        new Publisher(clients.producer()),
                        InspectionPolicy.standard(),
                        checks.within(new Limits(Duration.ofMinutes(5), 64 << 20)),
                        AntivirusSettings.DEFAULT,
                        dir.resolve("examinations"),
                        Clock.systemUTC())
                .start();
        new CountDownLatch(1).await();
    }
}
