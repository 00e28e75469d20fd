package io.attachrelay.sender;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.sender.convert.Converters;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conversions beside the lanes: a few at a time, each outcome once, whoever asks for it. Nothing of
 * them outlives the process but the stored outcomes.
 */
final class ConversionJobs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConversionJobs.class);

    /** Beyond this, those that ended are forgotten. */
    private static final int MOST_KEPT = 1_000;

    private static final long SECONDS_TO_END = 10;

    private final ConversionJob job;
    private final Map<ObjectKey, Future<Ending>> jobs = new ConcurrentHashMap<>();
    private final ExecutorService workers;

    /**
     * @param converters not closed by this
     * @param folder for what is under way
     * @param atOnce how many run at a time; the others wait their turn
     */
    ConversionJobs(
            Converters converters,
            MediaStore store,
            ConversionFolder folder,
            int atOnce,
            MeterRegistry metrics) {
        this.job = new ConversionJob(converters, store, folder, metrics);
        this.workers =
                Executors.newFixedThreadPool(
                        atOnce, Thread.ofVirtual().name("conversion-", 0).factory());
    }

    /** How a job ended, or that it did not. */
    sealed interface Ending {

        /** The ending in a word, for metrics. */
        default String word() {
            return switch (this) {
                case NotYet _ -> "not-yet";
                case Stored _ -> "stored";
                case Impossible _ -> "impossible";
            };
        }

        /** It is not done: it waits, it runs, or it begins anew when it is asked for again. */
        record NotYet(String detail) implements Ending {}

        /** Its outcome is in the store. */
        record Stored() implements Ending {}

        /** It can't be done, now or later. */
        record Impossible(String detail) implements Ending {}
    }

    /** Begins the job unless it is under way; says how it ended. */
    Ending advance(ConversionOrder order) {
        if (jobs.size() > MOST_KEPT) {
            jobs.values().removeIf(Future::isDone);
        }
        Future<Ending> asked =
                jobs.computeIfAbsent(order.key(), _ -> workers.submit(() -> run(order)));
        if (!asked.isDone()) {
            return new Ending.NotYet("the file is being converted to " + order.target());
        }
        Ending ending =
                asked.state() == Future.State.SUCCESS
                        ? asked.resultNow()
                        : new Ending.NotYet("the conversion was broken off");
        // What can't be done stays known: whoever goes on without it may ask again.
        if (!(ending instanceof Ending.Impossible)) {
            jobs.remove(order.key(), asked);
        }
        return ending;
    }

    private Ending run(ConversionOrder order) throws InterruptedException {
        try {
            return job.run(order);
        } catch (IOException | RuntimeException e) {
            log.atWarn()
                    .setMessage("conversion failed and may be tried again")
                    .addKeyValue("media_id", order.source().key().mediaId())
                    .addKeyValue("target", order.target())
                    .setCause(e)
                    .log();
            return new Ending.NotYet(
                    e instanceof StoreException
                            ? "the store could not be used"
                            : "the conversion failed");
        }
    }

    /** Breaks off what runs. */
    @Override
    public void close() {
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                log.atWarn().setMessage("a conversion does not end").log();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
