package io.attachrelay.deploy.testkit.kafka;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Has the controller fence a broker that was killed before that broker starts again.
 *
 * <p>Kafka 4.3 and 4.4 otherwise may forget the ends of transactions: the broker begins to write
 * them as the leader that it was before, loses all leaderships when it registers anew, takes the
 * partitions for deleted in that moment and calls the transactions complete (KAFKA-20734). Their
 * records then are never delivered, or are dropped by the next transaction that aborts. A broker
 * that is fenced leads nothing until it has registered. To be removed with a Kafka that has this
 * mended.
 */
final class FencedFirst {

    /** Nobody sends heartbeats here; the shortest that still leaves the controller its time. */
    private static final String SESSION_MILLIS = "200";

    /** It takes less than a second; without it the broker starts as it would anyway. */
    private static final Duration WITHIN = Duration.ofSeconds(15);

    private static final String FENCED =
            "kafka.controller:type=KafkaController,name=FencedBrokerCount";

    private FencedFirst() {}

    /**
     * Does so, unless the broker was stopped in order or never ran.
     *
     * @param broker its properties, as it will start with
     */
    static void afterCrash(Properties broker) throws InterruptedException {
        if (!wasKilled(Path.of(broker.getProperty("log.dirs")))) {
            return;
        }
        var controller =
                new KafkaRaftServer(KafkaConfig.fromProps(controllerOf(broker)), Time.SYSTEM);
        controller.startup();
        try {
            awaitFenced();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    /** Kafka writes the file when it stops in order, and removes it when it starts. */
    private static boolean wasKilled(Path data) {
        return Files.exists(data.resolve("__cluster_metadata-0"))
                && !Files.exists(data.resolve(".kafka_cleanshutdown"));
    }

    /** The same node, as a controller only. */
    private static Properties controllerOf(Properties broker) {
        var controller = new Properties();
        controller.putAll(broker);
        String name = broker.getProperty("controller.listener.names");
        controller.setProperty("process.roles", "controller");
        controller.setProperty("listeners", only(name, broker.getProperty("listeners")));
        controller.setProperty(
                "listener.security.protocol.map",
                only(name, broker.getProperty("listener.security.protocol.map")));
        controller.remove("advertised.listeners");
        controller.setProperty("broker.session.timeout.ms", SESSION_MILLIS);
        return controller;
    }

    private static String only(String name, String list) {
        return Arrays.stream(list.split(","))
                .filter(entry -> entry.startsWith(name + ":"))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitFenced() throws InterruptedException {
        long end = System.nanoTime() + WITHIN.toNanos();
        while (!isFenced() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean isFenced() {
        try {
            var count =
                    ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(new ObjectName(FENCED), "Value");
            return count instanceof Integer fenced && fenced > 0;
        } catch (JMException _) {
            return false;
        }
    }
}
