package io.attachrelay.gateway.intake;

import io.attachrelay.breaker.Breaker;
import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.fetch.FetchRequest;
import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.ReasonCode;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches, and spares a media host that is down: while its breaker is open no download begins, and
 * whoever is held probes as soon as the breaker lets one through. A fault is not answered before
 * the deadline but tried again, whoever's it is, and whether it opens the breaker or not: five
 * events may never come. Decisions 0015 and 0040.
 */
final class PatientFetcher {

    private static final FetchOutcome.HostFault DOWN =
            new FetchOutcome.HostFault("the media host is down", Optional.empty());

    private final Fetcher fetcher;
    private final MediaStore store;
    private final HostBreakers breakers;
    private final Patience patience;

    PatientFetcher(Fetcher fetcher, MediaStore store, HostBreakers breakers, Patience patience) {
        this.fetcher = fetcher;
        this.store = store;
        this.breakers = breakers;
        this.patience = patience;
    }

    /**
     * Fetches to the end.
     *
     * @param answerBy ends the patience, not a download that has begun
     */
    FetchOutcome fetch(FetchRequest request, Deadline answerBy) {
        Breaker breaker = breakers.of(request).orElseGet(this::unshared);
        return new Delivery(breaker, request, answerBy).fetch();
    }

    /** Never opens: a host that may not be fetched from is not asked, so it fails nobody. */
    private Breaker unshared() {
        return new Breaker(patience.pause(), () -> {}, () -> {});
    }

    /** Empty if the medium is not stored; asks nobody else. */
    Optional<FetchOutcome> inStore(FetchRequest request) {
        Optional<StoredObject> object = store.find(request.key());
        return object.filter(o -> o.identity().equals(request.identity()))
                .map(o -> new FetchOutcome.Stored(o, false));
    }

    /** The tries of one file within one delivery. Holds nothing between two of them. */
    private final class Delivery {

        private final Breaker breaker;
        private final FetchRequest request;
        private final Deadline answerBy;
        private Deadline next = Deadline.in(Duration.ZERO);

        Delivery(Breaker breaker, FetchRequest request, Deadline answerBy) {
            this.breaker = breaker;
            this.request = request;
            this.answerBy = answerBy;
        }

        FetchOutcome fetch() {
            FetchOutcome outcome = attempt().or(this::stored).orElse(DOWN);
            while (isHeld(outcome) && patience.lasts(answerBy)) {
                outcome = next.left().isZero() ? attempt().orElse(outcome) : outcome;
            }
            return outcome;
        }

        /** Who finds no room is not held: it is what bounds the memory of those that wait. */
        private static boolean isHeld(FetchOutcome outcome) {
            return switch (outcome) {
                case FetchOutcome.HostFault _, FetchOutcome.OtherFault _ -> true;
                case FetchOutcome.NoRoom _ -> false;
                case FetchOutcome.Stored _, FetchOutcome.Refused _, FetchOutcome.Gone _ -> false;
            };
        }

        /** Empty while the host is to be spared. */
        private Optional<FetchOutcome> attempt() {
            return breaker.tryAcquire().map(this::attempt);
        }

        private FetchOutcome attempt(Breaker.Permit permit) {
            FetchOutcome outcome = ask(permit);
            record(permit, outcome);
            if (outcome instanceof FetchOutcome.TryAgain fault) {
                next = Deadline.in(fault.retryAfter().orElse(patience.pause()));
            }
            return outcome;
        }

        /** Whatever breaks off, an error as well, must not keep the leave to probe. */
        private FetchOutcome ask(Breaker.Permit permit) {
            try {
                return fetcher.fetch(request);
            } catch (Throwable e) {
                permit.learntNothing();
                throw e;
            }
        }

        private void record(Breaker.Permit permit, FetchOutcome outcome) {
            switch (outcome) {
                case FetchOutcome.HostFault _ -> permit.failed(request.key());
                case FetchOutcome.OtherFault _, FetchOutcome.NoRoom _ -> permit.learntNothing();
                // The fault may be the settings', or that of a host which this one has led to.
                case FetchOutcome.Refused(var reason) when reason == ReasonCode.URL_NOT_ALLOWED ->
                        permit.learntNothing();
                case FetchOutcome.Stored(_, boolean downloaded) when !downloaded ->
                        permit.learntNothing();
                case FetchOutcome.Stored _, FetchOutcome.Refused _, FetchOutcome.Gone _ ->
                        permit.succeeded();
            }
        }

        /** Empty also if the store can't tell: it is asked again before the host is. */
        private Optional<FetchOutcome> stored() {
            try {
                return inStore(request);
            } catch (StoreException _) {
                return Optional.empty();
            }
        }
    }
}
