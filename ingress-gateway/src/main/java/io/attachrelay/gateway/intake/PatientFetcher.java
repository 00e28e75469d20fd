package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.fetch.FetchRequest;
import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.ReasonCode;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches, and spares a media host that is down. While its breaker is open no download begins, and
 * the answer is held until just before the deadline: a platform that tries only a few times then
 * covers a longer outage. Whoever is held probes as soon as the breaker lets one through. A fault
 * that does not open the breaker is held as well and tried again: five events may never come.
 * Decision 0015.
 */
final class PatientFetcher {

    /** Leaves time to write the answer. */
    private static final Duration JUST_BEFORE = Duration.ofMillis(250);

    /** Short beside a download, and a sleeping virtual thread costs next to nothing. */
    private static final Duration NAP = Duration.ofMillis(50);

    private static final FetchOutcome.HostFault DOWN =
            new FetchOutcome.HostFault("the media host is down", Optional.empty());

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
            HostBreaker breaker, FetchRequest request, Deadline answerBy) {
        Optional<HostBreaker.Permit> permit = breaker.tryAcquire();
        if (permit.isEmpty()) {
            return inStore(request)
                    .orElseGet(() -> hold(breaker, request, DOWN, Duration.ZERO, answerBy));
        }
        FetchOutcome outcome = attempt(permit.get(), request);
        record(permit.get(), outcome);
        return outcome instanceof FetchOutcome.HostFault fault
                ? hold(breaker, request, fault, pauseAfter(fault), answerBy)
                : outcome;
    }

    private FetchOutcome hold(
            HostBreaker breaker,
            FetchRequest request,
            FetchOutcome.HostFault first,
            Duration pause,
            Deadline answerBy) {
        FetchOutcome.HostFault fault = first;
        Deadline next = Deadline.in(pause);
        while (answerBy.left().compareTo(JUST_BEFORE) > 0 && nap()) {
            Optional<HostBreaker.Permit> permit =
                    next.left().isZero() ? breaker.tryAcquire() : Optional.empty();
            if (permit.isPresent()) {
                FetchOutcome outcome = attempt(permit.get(), request);
                recordAgain(permit.get(), outcome);
                if (!(outcome instanceof FetchOutcome.HostFault again)) {
                    return outcome;
                }
                fault = again;
                next = Deadline.in(pauseAfter(again));
            }
        }
        return fault;
    }

    private Duration pauseAfter(FetchOutcome.HostFault fault) {
        return fault.retryAfter().orElse(breakers.pause());
    }

    /** Whatever breaks off, an error as well, must not keep the leave to probe. */
    private FetchOutcome attempt(HostBreaker.Permit permit, FetchRequest request) {
        try {
            return fetcher.fetch(request);
        } catch (Throwable e) {
            permit.learntNothing();
            throw e;
        }
    }

    private static void record(HostBreaker.Permit permit, FetchOutcome outcome) {
        switch (outcome) {
            case FetchOutcome.HostFault _ -> permit.failed();
            case FetchOutcome.OtherFault _ -> permit.learntNothing();
            // The fault may be the settings', or that of a host which this one has led to.
            case FetchOutcome.Refused(var reason) when reason == ReasonCode.URL_NOT_ALLOWED ->
                    permit.learntNothing();
            case FetchOutcome.Stored(_, boolean downloaded) when !downloaded ->
                    permit.learntNothing();
            case FetchOutcome.Stored _, FetchOutcome.Refused _, FetchOutcome.Gone _ ->
                    permit.succeeded();
        }
    }

    /** A file that fails again and again in one delivery counts once against its host. */
    private static void recordAgain(HostBreaker.Permit permit, FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.HostFault) {
            permit.learntNothing();
        } else {
            record(permit, outcome);
        }
    }

    /** Empty if the medium is not stored; asks nobody else. */
    Optional<FetchOutcome> inStore(FetchRequest request) {
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
