package io.attachrelay.deploy.testkit.kafka;

import io.attachrelay.deploy.testkit.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;

/** The embedded broker can't do what was asked; the message says why and where to look. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private BrokerException(String message) {
        super(message);
    }

    private BrokerException(String message, Throwable cause) {
        super(message, cause);
    }

    static BrokerException portTaken(int port, Path dataDir) {
        return new BrokerException(
                "port %d on 127.0.0.1 is taken by another program; the broker of %s needs it: end that program or choose another port"
                        .formatted(port, dataDir));
    }

    static BrokerException inUse(Path dataDir) {
        return new BrokerException(
                "another broker runs on the folder %s: end the program that started it"
                        .formatted(dataDir));
    }

    static BrokerException unusableDataDir(Path dataDir, Throwable cause) {
        return new BrokerException(
                "the broker's folder %s can't be used: %s".formatted(dataDir, cause), cause);
    }

    static BrokerException ended(ChildProcess child) {
        return new BrokerException(
                "the broker ended with exit code %d before it was ready; %s"
                        .formatted(child.exitCode(), child.quoteLog()));
    }

    static BrokerException notReady(ChildProcess child, Duration limit) {
        return new BrokerException(
                "the broker was not ready within %d s; %s"
                        .formatted(limit.toSeconds(), child.quoteLog()));
    }

    static BrokerException noLeaders(String topic, Duration limit, Throwable cause) {
        return new BrokerException(
                "topic %s has no leader for each partition after %d s"
                        .formatted(topic, limit.toSeconds()),
                cause);
    }
}
