package io.attachrelay.sender;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.Converters;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conversions beside the lanes: a few at a time for each converter, each outcome once, whoever asks
 * for it. Nothing of them outlives the process but the stored outcomes.
 */
final class ConversionJobs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConversionJobs.class);

    /** Beyond this, those that ended are forgotten. */
    private static final int MOST_KEPT = 1_000;

    private final Converters converters;
    private final ConversionJob job;
    private final ConverterWorkers workers;
    private final Clock clock;
    private final Map<ObjectKey, Asked> jobs = new ConcurrentHashMap<>();

    /**
     * @param converters not closed by this
     * @param atOnce how many each converter runs at a time; the others wait their turn
     */
    ConversionJobs(Converters converters, int atOnce, ConversionJob job, Clock clock) {
        this.converters = converters;
        this.job = job;
        this.workers = new ConverterWorkers(converters, atOnce);
        this.clock = clock;
    }

    /** How a job ended, or that it did not. */
    sealed interface Ending {

        /** The ending in a word, for metrics. */
        default String word() {
            return switch (this) {
                case Queued _ -> "queued";
                case NotYet _ -> "not-yet";
                case Stored _ -> "stored";
                case Impossible _ -> "impossible";
            };
        }

        /**
         * It has not begun: its converter is busy with others.
         *
         * @param waited for how long it waits
         */
        record Queued(Duration waited) implements Ending {}

        /** It is not done: it runs, or it begins anew when it is asked for again. */
        record NotYet(String detail) implements Ending {}

        /** Its outcome is in the store. */
        record Stored() implements Ending {}

        /** It can't be done, now or later. */
        record Impossible(String detail) implements Ending {}
    }

    /** Begins the job, as soon as its converter can, unless it is under way; says how it ended. */
    Ending advance(ConversionOrder order) {
        return switch (converters.to(order.sourceType(), order.target())) {
            case Converters.Match.Ready(var converter) -> advance(order, converter);
            case Converters.Match.Missing(var name, _) ->
                    new Ending.Impossible(name + " is not installed here");
            case Converters.Match.Unknown _ ->
                    new Ending.Impossible("nothing here makes " + order.target() + " of it");
        };
    }

    private Ending advance(ConversionOrder order, Converter converter) {
        if (jobs.size() > MOST_KEPT) {
            jobs.values().removeIf(asked -> asked.outcome().isDone());
        }
        Asked asked = jobs.computeIfAbsent(order.key(), _ -> ask(order, converter));
        if (!asked.outcome().isDone()) {
            return asked.begun().get()
                    ? new Ending.NotYet("the file is being converted to " + order.target())
                    : new Ending.Queued(Duration.between(asked.since(), clock.instant()));
        }
        Ending ending = ending(asked.outcome());
        // What can't be done stays known: whoever goes on without it may ask again.
        if (!(ending instanceof Ending.Impossible)) {
            jobs.remove(order.key(), asked);
        }
        return ending;
    }

    private Asked ask(ConversionOrder order, Converter converter) {
        String tenant = order.source().key().tenant();
        var begun = new AtomicBoolean();
        Callable<Ending> work =
                () -> {
                    begun.set(true);
                    return run(order, converter);
                };
        return new Asked(clock.instant(), begun, workers.submit(converter, tenant, work));
    }

    private static Ending ending(Future<Ending> ended) {
        return ended.state() == Future.State.SUCCESS
                ? ended.resultNow()
                : new Ending.NotYet("the conversion was broken off");
    }

    private Ending run(ConversionOrder order, Converter converter) throws InterruptedException {
        try {
            return job.run(order, converter);
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

    /**
     * A job.
     *
     * @param since when it was first asked for
     * @param begun whether its converter has begun with it
     */
    private record Asked(Instant since, AtomicBoolean begun, Future<Ending> outcome) {}

    /** Breaks off what runs. */
    @Override
    public void close() {
        workers.close();
    }
}
