package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches all attachments of a message at once: one here, several on a thread each. What fails
 * early beside one that takes long is asked for once more in the end.
 */
final class MediaFetching {

    private static final Logger log = LoggerFactory.getLogger(MediaFetching.class);

    private final PatientFetcher fetcher;
    private final GoneMemory gone;
    private final GatewayMetrics metrics;

    MediaFetching(PatientFetcher fetcher, GoneMemory gone, GatewayMetrics metrics) {
        this.fetcher = fetcher;
        this.gone = gone;
        this.metrics = metrics;
    }

    /** What became of each, in the message's order; returns when all have ended. */
    List<Fetched> fetchAll(Arrival arrival) throws InterruptedException {
        if (arrival.media().size() == 1) {
            return List.of(fetch(arrival, arrival.media().getFirst()));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Ended> all =
                    together(threads, arrival.media(), m -> Ended.with(fetch(arrival, m)));
            long last =
                    all.stream()
                            .mapToLong(Ended::at)
                            .reduce((a, b) -> b - a > 0 ? b : a)
                            .orElseThrow();
            return together(
                    threads,
                    all,
                    e ->
                            e.isWorthAnotherLook(last)
                                    ? fetch(arrival, e.fetched().medium())
                                    : e.fetched());
        }
    }

    private static <T, R> List<R> together(
            ExecutorService threads, List<T> all, Function<T, R> work) throws InterruptedException {
        List<Callable<R>> tasks =
                all.stream().map(each -> (Callable<R>) () -> work.apply(each)).toList();
        return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    }

    /**
     * A file that has ended.
     *
     * @param at as {@link System#nanoTime} tells it
     */
    private record Ended(Fetched fetched, long at) {

        static Ended with(Fetched fetched) {
            return new Ended(fetched, System.nanoTime());
        }

        /**
         * Whether it failed long before the last one ended. Deliveries that came meanwhile waited
         * for that one and asked for nothing, and perhaps no more come.
         */
        boolean isWorthAnotherLook(long last) {
            boolean settled =
                    switch (fetched.outcome()) {
                        case FetchOutcome.Stored _, FetchOutcome.Refused _ -> true;
                        case FetchOutcome.Gone _ -> fetched.goneForGood();
                        case FetchOutcome.TryAgain _ -> false;
                    };
            return !settled && last - at >= GoneMemory.PAUSE.toNanos();
        }
    }

    private Fetched fetch(Arrival arrival, Medium medium) {
        return gone.fresh(medium.key(), medium.reference().url())
                .flatMap(sight -> unlessStored(arrival, medium, sight))
                .orElseGet(() -> fetchNow(arrival, medium));
    }

    /** Another gateway may have found it since. Empty if the store can't tell. */
    private Optional<Fetched> unlessStored(Arrival arrival, Medium medium, GoneMemory.Sight sight) {
        try {
            FetchOutcome outcome =
                    fetcher.inStore(medium.requestFor(arrival.tenant())).orElseGet(sight::said);
            return Optional.of(new Fetched(medium, outcome, sight.isForGood()));
        } catch (StoreException _) {
            return Optional.empty();
        }
    }

    private Fetched fetchNow(Arrival arrival, Medium medium) {
        FetchOutcome outcome =
                tried(() -> fetcher.fetch(medium.requestFor(arrival.tenant()), arrival.answerBy()));
        metrics.fetched(arrival.tenant(), outcome);
        log(arrival, medium, outcome);
        return new Fetched(medium, outcome, isGoneForGood(medium, outcome));
    }

    private boolean isGoneForGood(Medium medium, FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Gone said ->
                    gone.note(medium.key(), medium.reference().url(), said).isForGood();
            case FetchOutcome.Stored _, FetchOutcome.Refused _ -> {
                gone.forget(medium.key());
                yield false;
            }
            // Says nothing of the medium: what was known of it stays.
            case FetchOutcome.TryAgain _ -> false;
        };
    }

    private static FetchOutcome tried(Supplier<FetchOutcome> fetch) {
        try {
            return fetch.get();
        } catch (RuntimeException | Error e) {
            Faults.log("media fetch broke off", e);
            return new FetchOutcome.OtherFault("a fault of the gateway's");
        }
    }

    private static void log(Arrival arrival, Medium medium, FetchOutcome outcome) {
        String detail =
                switch (outcome) {
                    case FetchOutcome.Stored _ -> "";
                    case FetchOutcome.Refused(var reason) -> reason.wireName();
                    case FetchOutcome.Gone(int status) -> "gone with status " + status;
                    case FetchOutcome.TryAgain passing -> passing.detail();
                };
        if (!detail.isEmpty()) {
            log.atWarn()
                    .setMessage("media not fetched")
                    .addKeyValue("tenant", arrival.tenant().name())
                    .addKeyValue("media_id", medium.id())
                    .addKeyValue("detail", detail)
                    .log();
        }
    }
}
