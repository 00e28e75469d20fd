package io.attachrelay.deploy.system;

import io.attachrelay.deploy.testkit.kafka.BrokerException;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.settings.Settings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker that {@code up} brings along where the settings name none. Kafka ends itself when its
 * disk is full or its memory is, so it is started again, on its data and port, for as long as the
 * services run: they wait for it as for any broker that is away.
 */
final class EmbeddedBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** A start takes 4 s of a processor, so one that fails at once leaves room for the rest. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final KafkaBroker broker;
    private final Thread keeper = Thread.ofVirtual().name("broker-keeper").unstarted(this::keep);

    EmbeddedBroker(KafkaBroker broker) {
        this.broker = broker;
    }

    /**
     * The settings with bootstrap servers: as they are, or with those of a broker that is started
     * here.
     */
    static Settings ensure(Settings settings, Closing closing) {
        if (!settings.kafka().bootstrapServers().isBlank()) {
            return settings;
        }
        KafkaBroker broker =
                KafkaBroker.builder()
                        .dataDir(settings.dataDir().resolve("kafka"))
                        .port(settings.kafka().embeddedPort())
                        // It has no replica, so an append counts only once it is on the disk.
                        .flushEachAppend()
                        .build();
        closing.add(new EmbeddedBroker(broker)).start();
        return settings.with(settings.kafka().at(broker.bootstrapServers()));
    }

    /**
     * @throws BrokerException if it does not start; it is not tried again then
     */
    void start() {
        broker.start();
        keeper.start();
    }

    /** Ends the broker in order. */
    @Override
    public void close() {
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        broker.close();
    }

    /** Whether it would be started again. */
    boolean keepsOn() {
        return keeper.isAlive();
    }

    private void keep() {
        try {
            while (true) {
                int exitCode = broker.awaitEnd();
                log.atError()
                        .setMessage("the embedded broker ended, and is started again")
                        .addKeyValue("exit_code", exitCode)
                        .addKeyValue("its_log", broker.logFile())
                        .log();
                do {
                    Thread.sleep(AGAIN_AFTER);
                } while (!isStartedAgain());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStartedAgain() throws InterruptedException {
        try {
            broker.start();
            log.atInfo().setMessage("the embedded broker serves again").log();
            return true;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            log.atError()
                    .setMessage("the embedded broker could not be started")
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log();
            return false;
        }
    }
}
