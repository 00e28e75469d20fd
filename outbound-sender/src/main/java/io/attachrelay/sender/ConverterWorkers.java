package io.attachrelay.sender;

import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.Converters;
import io.attachrelay.topic.Permits;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for each converter, so that films keep no document waiting, in turns of the tenants, so
 * that many files of one keep no other's waiting. Safe for all threads.
 */
final class ConverterWorkers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConverterWorkers.class);

    private static final long SECONDS_TO_END = 10;

    private final Map<Converter, Permits> turns;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("conversion-", 0).factory());

    /**
     * @param atOnce how much each converter does at a time
     */
    ConverterWorkers(Converters converters, int atOnce) {
        this.turns =
                converters.all().stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), _ -> new Permits(atOnce, atOnce)));
    }

    /**
     * Does it as soon as the converter has a thread for it and it is the tenant's turn.
     *
     * @param converter one of those that this was made for
     */
    <T> Future<T> submit(Converter converter, String tenant, Callable<T> work) {
        Permits permits = Objects.requireNonNull(turns.get(converter), converter::name);
        var task = new FutureTask<T>(work);
        permits.request(tenant, () -> begin(task, () -> permits.release(tenant)));
        return task;
    }

    private void begin(FutureTask<?> task, Runnable done) {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    done.run();
                }
            });
        } catch (RejectedExecutionException _) {
            task.cancel(false); // this is closed
        }
    }

    /** Breaks off what runs. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                log.atWarn().setMessage("a conversion does not end").log();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
