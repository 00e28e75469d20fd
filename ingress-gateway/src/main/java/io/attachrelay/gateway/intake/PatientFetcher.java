package io.attachrelay.gateway.intake;

import dev.failsafe.CircuitBreaker;
import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.fetch.FetchRequest;
import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.StoredObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches, and spares a media host that is down. While its breaker is open no download begins, and
 * the answer is held until just before the deadline: a platform that tries only a few times then
 * covers a longer outage. Whoever is held probes as soon as the breaker lets one through.
 */
final class PatientFetcher {

    /** Leaves time to write the answer. */
    private static final Duration JUST_BEFORE = Duration.ofMillis(250);

    /** Short beside a download, and a sleeping virtual thread costs next to nothing. */
    private static final Duration NAP = Duration.ofMillis(50);

    private final Fetcher fetcher;
    private final MediaStore store;
    private final HostBreakers breakers;

    PatientFetcher(Fetcher fetcher, MediaStore store, HostBreakers breakers) {
        this.fetcher = fetcher;
        this.store = store;
        this.breakers = breakers;
    }

    /**
     * Fetches to the end.
     *
     * @param answerBy ends the patience, not a download that has begun
     */
    FetchOutcome fetch(FetchRequest request, Deadline answerBy) {
        return breakers.of(request)
                .map(b -> fetchThrough(b, request, answerBy))
                .orElseGet(() -> fetcher.fetch(request));
    }

    private FetchOutcome fetchThrough(
            CircuitBreaker<FetchOutcome> breaker, FetchRequest request, Deadline answerBy) {
        if (breaker.tryAcquirePermit()) {
            FetchOutcome outcome = attempt(breaker, request);
            return isHostDown(breaker, outcome) ? hold(breaker, request, answerBy) : outcome;
        }
        return inStore(request).orElseGet(() -> hold(breaker, request, answerBy));
    }

    private FetchOutcome hold(
            CircuitBreaker<FetchOutcome> breaker, FetchRequest request, Deadline answerBy) {
        while (answerBy.left().compareTo(JUST_BEFORE) > 0 && nap()) {
            if (breaker.tryAcquirePermit()) {
                FetchOutcome outcome = attempt(breaker, request);
                if (!isHostDown(breaker, outcome)) {
                    return outcome;
                }
            }
        }
        return new FetchOutcome.HostFault("the media host is down", Optional.empty());
    }

    private FetchOutcome attempt(CircuitBreaker<FetchOutcome> breaker, FetchRequest request) {
        try {
            FetchOutcome outcome = fetcher.fetch(request);
            record(breaker, outcome);
            return outcome;
        } catch (RuntimeException e) {
            recordNothingLearnt(breaker);
            throw e;
        }
    }

    private static void record(CircuitBreaker<FetchOutcome> breaker, FetchOutcome outcome) {
        switch (outcome) {
            case FetchOutcome.HostFault _ -> breaker.recordFailure();
            case FetchOutcome.OtherFault _ -> recordNothingLearnt(breaker);
            case FetchOutcome.Stored(_, boolean downloaded) when !downloaded ->
                    recordNothingLearnt(breaker);
            case FetchOutcome.Stored _, FetchOutcome.Refused _, FetchOutcome.Gone _ ->
                    breaker.recordSuccess();
        }
    }

    /** The host was not heard. A probe must end all the same, and leaves the breaker open. */
    private static void recordNothingLearnt(CircuitBreaker<FetchOutcome> breaker) {
        if (!breaker.isClosed()) {
            breaker.recordFailure();
        }
    }

    private static boolean isHostDown(CircuitBreaker<?> breaker, FetchOutcome outcome) {
        return outcome instanceof FetchOutcome.HostFault && !breaker.isClosed();
    }

    private Optional<FetchOutcome> inStore(FetchRequest request) {
        Optional<StoredObject> object = store.find(request.key());
        return object.filter(o -> o.identity().equals(request.identity()))
                .map(o -> new FetchOutcome.Stored(o, false));
    }

    private static boolean nap() {
        try {
            Thread.sleep(NAP);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
