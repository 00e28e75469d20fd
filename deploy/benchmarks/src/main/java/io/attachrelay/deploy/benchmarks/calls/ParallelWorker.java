package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.world.Ending;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.PollContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Confluent's parallel-consumer, ordered by key, with the same limits. */
public final class ParallelWorker {

    private ParallelWorker() {}

    /**
     * @param args see {@link WorkerArguments}
     */
    public static void main(String[] args) throws InterruptedException {
        Ending.withParent();
        LiveHeap.tell();
        var told = WorkerArguments.parse(args);
        var caller = new Caller(told.platformPort());
        ParallelStreamProcessor<String, String> processor =
                ParallelStreamProcessor.createEosStreamProcessor(
                        ParallelConsumerOptions.<String, String>builder()
                                .consumer(TextConsumer.of(told))
                                .ordering(ProcessingOrder.KEY)
                                .maxConcurrency(told.atOnce())
                                .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                                .commitInterval(Duration.ofMillis(100))
                                .build());
        processor.subscribe(List.of(told.topic()));
        Runtime.getRuntime().addShutdownHook(new Thread(processor::close, "shutdown"));
        processor.poll(context -> handle(caller, context));
        Thread.currentThread().join();
    }

    private static void handle(Caller caller, PollContext<String, String> context) {
        try {
            if (!caller.call(context.key(), context.value())) {
                throw new IllegalStateException("refused");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
