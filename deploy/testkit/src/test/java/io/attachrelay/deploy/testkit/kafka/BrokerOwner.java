package io.attachrelay.deploy.testkit.kafka;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a broker, prints its process id and waits to be killed. */
final class BrokerOwner {

    private BrokerOwner() {}

    public static void main(String[] args) throws InterruptedException {
        var broker = KafkaBroker.builder().dataDir(Path.of(args[0])).build().start();
        System.out.println(broker.pid());
        new CountDownLatch(1).await();
    }
}
