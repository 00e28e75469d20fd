package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.world.Ending;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The loop that everybody writes first: poll, call one after the other, commit. */
public final class PlainWorker {

    private PlainWorker() {}

    /**
     * @param args see {@link WorkerArguments}; one call is made at a time
     */
    public static void main(String[] args) throws Exception {
        Ending.withParent();
        LiveHeap.tell();
        var told = WorkerArguments.parse(args);
        var caller = new Caller(told.platformPort());
        try (Consumer<String, String> consumer = TextConsumer.of(told)) {
            consumer.subscribe(List.of(told.topic()));
            while (true) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    caller.call(record.key(), record.value());
                }
                consumer.commitSync();
            }
        }
    }
}
