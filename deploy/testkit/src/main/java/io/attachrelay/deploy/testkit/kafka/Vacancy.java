package io.attachrelay.deploy.testkit.kafka;

import io.attachrelay.deploy.testkit.Ports;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Whether nothing stands in the way of a broker: no other one on its folder or ports. */
record Vacancy(BrokerFiles files, BrokerFiles.Identity identity) {

    private static final Duration ORPHAN_GONE_WITHIN =
            Duration.ofSeconds(BrokerMain.ORPHAN_SECONDS + 2);

    /** Another process that looks for a free port has one for a moment. */
    private static final Duration LOOK_OVER_WITHIN = Duration.ofSeconds(1);

    /**
     * Waits until it is so.
     *
     * @throws BrokerException if it does not come to that, or the thread is interrupted
     */
    void await() {
        // A broker of this folder that has lost its parent takes some seconds to end.
        Duration patience = files.wereUsed() ? ORPHAN_GONE_WITHIN : LOOK_OVER_WITHIN;
        long end = System.nanoTime() + patience.toNanos();
        Optional<BrokerException> obstacle = obstacle();
        while (obstacle.isPresent()) {
            if (System.nanoTime() - end >= 0 || !pause()) {
                throw obstacle.get();
            }
            obstacle = obstacle();
        }
    }

    private Optional<BrokerException> obstacle() {
        if (files.areInUse()) {
            return Optional.of(BrokerException.inUse(files.dir()));
        }
        return IntStream.of(identity.port(), identity.controllerPort())
                .filter(port -> !Ports.isFree(port))
                .mapToObj(port -> BrokerException.portTaken(port, files.dir()))
                .findFirst();
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
