package io.attachrelay.sender;

import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.Converters;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads for each converter, so that films keep no document waiting. Safe for all threads. */
final class ConverterWorkers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConverterWorkers.class);

    private static final long SECONDS_TO_END = 10;

    private final Map<Converter, ExecutorService> pools;

    /**
     * @param atOnce how much each converter does at a time
     */
    ConverterWorkers(Converters converters, int atOnce) {
        this.pools =
                converters.all().stream()
                        .collect(Collectors.toMap(Function.identity(), it -> pool(it, atOnce)));
    }

    private static ExecutorService pool(Converter converter, int atOnce) {
        return Executors.newFixedThreadPool(
                atOnce,
                Thread.ofVirtual().name("conversion-" + converter.name() + "-", 0).factory());
    }

    /**
     * Does it as soon as the converter has a thread for it.
     *
     * @param converter one of those that this was made for
     */
    <T> Future<T> submit(Converter converter, Callable<T> work) {
        return Objects.requireNonNull(pools.get(converter), converter::name).submit(work);
    }

    /** Breaks off what runs. */
    @Override
    public void close() {
        pools.values().forEach(ExecutorService::shutdownNow);
        try {
            for (ExecutorService pool : pools.values()) {
                if (!pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    log.atWarn().setMessage("a conversion does not end").log();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
