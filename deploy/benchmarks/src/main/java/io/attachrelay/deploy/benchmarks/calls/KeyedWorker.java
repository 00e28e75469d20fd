package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.world.Ending;
import io.attachrelay.topic.DeadLetters;
import io.attachrelay.topic.Delivery;
import io.attachrelay.topic.KeyedConsumer;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.RetryLaterException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** AttachRelay's own consumer, as its services use it. */
public final class KeyedWorker {

    private KeyedWorker() {}

    /**
     * @param args see {@link WorkerArguments}
     */
    public static void main(String[] args) throws InterruptedException {
        Ending.withParent();
        LiveHeap.tell();
        var told = WorkerArguments.parse(args);
        var clients = told.clients();
        var caller = new Caller(told.platformPort());
        var letters =
                new DeadLetters(
                        new Publisher(clients.producer()), Clock.systemUTC(), (_, _) -> List.of());
        var consumer =
                new KeyedConsumer<>(
                        clients,
                        options(told),
                        List.of(Workload.topic(told.topic())),
                        _ -> "the only tenant",
                        delivery -> handle(caller, delivery),
                        letters);
        Runtime.getRuntime().addShutdownHook(new Thread(consumer::close, "shutdown"));
        consumer.start();
        Thread.currentThread().join();
    }

    private static KeyedConsumerOptions options(WorkerArguments told) {
        return KeyedConsumerOptions.of(told.group(), "benchmark")
                .withCalls(told.atOnce(), told.atOnce());
    }

    private static void handle(Caller caller, Delivery<byte[]> delivery) throws Exception {
        String value = new String(delivery.value(), StandardCharsets.US_ASCII);
        if (!caller.call(delivery.key(), value)) {
            throw new RetryLaterException("refused", Duration.ZERO);
        }
    }
}
