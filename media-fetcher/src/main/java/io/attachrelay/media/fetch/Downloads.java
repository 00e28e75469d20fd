package io.attachrelay.media.fetch;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.util.Optional;

/**
 * Downloads media into the store, each within one deadline. A body that broke off goes on where it
 * stopped; where the host can't do that, the download starts again (docs/decisions/0012).
 */
final class Downloads {

    private static final int MOST_RESTARTS = 2;

    private final FetchSettings settings;
    private final MediaStore store;
    private final MediaClient client;

    Downloads(FetchSettings settings, MediaStore store, MediaClient client) {
        this.settings = settings;
        this.store = store;
        this.client = client;
    }

    /**
     * @param claim renewed while bytes come; not closed by this
     */
    FetchOutcome download(FetchRequest request, HeldClaim claim) {
        Deadline deadline = Deadline.after(settings.callTimeout());
        Question whole = new Question(request, Optional.empty(), deadline, new Trail());
        return whole.trail().blame(outcome(whole, claim));
    }

    private FetchOutcome outcome(Question whole, HeldClaim claim) {
        try {
            return persistently(whole, claim);
        } catch (FetchEndedException e) {
            return e.outcome();
        } catch (IOException e) {
            return broken(e);
        }
    }

    private FetchOutcome persistently(Question whole, HeldClaim claim) throws IOException {
        Stamina stamina = new Stamina(MOST_RESTARTS, whole.deadline());
        while (true) {
            try {
                return once(whole, claim);
            } catch (StartAgainException e) {
                stamina.restAfter(e);
                checkHeld(claim);
            }
        }
    }

    /** The media host is not bothered again for what another gateway downloads now, or has. */
    private static void checkHeld(HeldClaim claim) throws FetchEndedException {
        if (claim.isLost()) {
            throw new FetchEndedException(
                    new FetchOutcome.OtherFault("another gateway took the download over"));
        }
    }

    private FetchOutcome once(Question whole, HeldClaim claim) throws IOException {
        return switch (client.get(whole)) {
            case MediaAnswer.End(var outcome, _) -> outcome;
            case MediaAnswer.Other _ -> throw new StartAgainException("its rest came unasked");
            case MediaAnswer.Body body -> keep(whole, body, claim);
        };
    }

    private FetchOutcome keep(Question whole, MediaAnswer.Body answer, HeldClaim claim)
            throws IOException {
        FetchRequest request = whole.request();
        ResumingStream.Source source =
                rest -> {
                    checkHeld(claim);
                    return client.get(whole.forRest(rest));
                };
        try (var resuming = new ResumingStream(answer, source, whole.deadline())) {
            RenewingStream body = new RenewingStream(resuming, claim);
            return switch (store.put(
                    request.key(), request.identity(), body, settings.maxBytes())) {
                case PutOutcome.Created(var object) -> new FetchOutcome.Stored(object, true);
                case PutOutcome.AlreadyThere(var object) -> new FetchOutcome.Stored(object, true);
                case PutOutcome.TooLarge _ -> new FetchOutcome.Refused(ReasonCode.TOO_LARGE);
            };
        }
    }

    /** Other exceptions' messages are left out: they may name the URL. */
    private static FetchOutcome broken(IOException e) {
        String what =
                e instanceof StartAgainException ? e.getMessage() : e.getClass().getSimpleName();
        return new FetchOutcome.HostFault("the download failed: " + what, Optional.empty());
    }
}
