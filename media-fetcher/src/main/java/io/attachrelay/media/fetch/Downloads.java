package io.attachrelay.media.fetch;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.io.InputStream;
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
     * @param claim renewed while the media host is asked and answers; not closed by this
     */
    FetchOutcome download(FetchRequest request, HeldClaim claim) {
        Deadline deadline = Deadline.after(settings.callTimeout());
        Question whole = new Question(request, Optional.empty(), deadline, new Trail(), claim);
        return whole.trail().blame(outcome(whole));
    }

    private FetchOutcome outcome(Question whole) {
        try {
            return persistently(whole);
        } catch (FetchEndedException e) {
            return e.outcome();
        } catch (IOException e) {
            return broken(e);
        }
    }

    private FetchOutcome persistently(Question whole) throws IOException {
        Stamina stamina = new Stamina(MOST_RESTARTS, whole.deadline());
        while (true) {
            try {
                return once(whole);
            } catch (StartAgainException e) {
                stamina.restAfter(e);
            }
        }
    }

    private FetchOutcome once(Question whole) throws IOException {
        return switch (client.get(whole)) {
            case MediaAnswer.End(var outcome, _) -> outcome;
            case MediaAnswer.Other _ -> throw new StartAgainException("its rest came unasked");
            case MediaAnswer.Body body -> keep(whole, body);
        };
    }

    private FetchOutcome keep(Question whole, MediaAnswer.Body answer) throws IOException {
        FetchRequest request = whole.request();
        ResumingStream.Source source = rest -> client.get(whole.forRest(rest));
        try (InputStream bytes = new ResumingStream(answer, source, whole.deadline())) {
            InputStream body = new HeardStream(bytes, request.received());
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
