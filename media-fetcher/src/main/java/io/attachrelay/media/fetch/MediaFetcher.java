package io.attachrelay.media.fetch;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings attachments from media hosts into the store: each once, whatever number of gateways is
 * told to, and whole or not at all. Safe for all threads; every call blocks its own.
 */
public final class MediaFetcher {

    private static final Logger LOG = LoggerFactory.getLogger(MediaFetcher.class);

    private final FetchSettings settings;
    private final ObjectStore store;
    private final MediaClient client;
    private final Claims claims;
    private final ClaimTimes times;

    /**
     * @param store not closed by this
     * @param clock tells when claims expire and reads dates in answers
     * @param instanceId of this process, shown in the claims that it holds
     */
    public MediaFetcher(FetchSettings settings, ObjectStore store, Clock clock, String instanceId) {
        this(settings, store, clock, instanceId, ClaimTimes.DEFAULT);
    }

    MediaFetcher(
            FetchSettings settings,
            ObjectStore store,
            Clock clock,
            String instanceId,
            ClaimTimes times) {
        this.settings = settings;
        this.store = store;
        this.client = new MediaClient(settings, clock);
        this.claims = new Claims(store, clock, instanceId, times.lifetime());
        this.times = times;
    }

    /**
     * Fetches an attachment unless it is stored already. While another gateway fetches it, this
     * waits up to 30 s; the download itself takes up to the call timeout of the settings.
     *
     * <p>A body whose end can't be told from a broken connection (no length, not chunked) is never
     * stored: it ends in {@link FetchOutcome.HostFault}.
     *
     * @throws StoreException if the object under the key is another attachment's; every other
     *     failure of the store is a {@link FetchOutcome.OtherFault}
     */
    public FetchOutcome fetch(FetchRequest request) {
        FetchOutcome outcome = fetchWithStoreFaults(request);
        if (outcome instanceof FetchOutcome.Stored(var object, _)
                && !object.identity().equals(request.identity())) {
            throw new StoreException("another attachment stands at " + request.key().path());
        }
        return outcome;
    }

    private FetchOutcome fetchWithStoreFaults(FetchRequest request) {
        try {
            return fetchInTurn(request);
        } catch (StoreException e) {
            ObjectKey key = request.key();
            LOG.atWarn()
                    .setMessage("the store failed during a fetch")
                    .addKeyValue("tenant", key.tenant())
                    .addKeyValue("media_id", key.mediaId())
                    .setCause(e)
                    .log();
            return new FetchOutcome.OtherFault("the store failed");
        }
    }

    private FetchOutcome fetchInTurn(FetchRequest request) {
        Deadline patience = Deadline.after(times.patience());
        do {
            Optional<FetchOutcome> there = alreadyStored(request.key());
            if (there.isPresent()) {
                return there.get();
            }
            Optional<HeldClaim> claim = claims.take(request.key());
            if (claim.isPresent()) {
                return fetchClaimed(request, claim.get());
            }
        } while (pause() && !patience.isOver());
        return new FetchOutcome.OtherFault("another fetch of it is under way");
    }

    private FetchOutcome fetchClaimed(FetchRequest request, HeldClaim claim) {
        try (claim) {
            // The holder before may have finished between the look and the claim.
            return alreadyStored(request.key()).orElseGet(() -> download(request, claim));
        }
    }

    private Optional<FetchOutcome> alreadyStored(ObjectKey key) {
        return store.find(key).map(object -> new FetchOutcome.Stored(object, false));
    }

    private FetchOutcome download(FetchRequest request, HeldClaim claim) {
        try {
            return switch (client.get(request)) {
                case MediaAnswer.End(var outcome, _) -> outcome;
                case MediaAnswer.Body body -> keep(request, body, claim);
            };
        } catch (NoTokenException _) {
            return new FetchOutcome.OtherFault("no token can be had");
        } catch (IOException e) {
            return AddressRefusedException.isCauseOf(e)
                    ? new FetchOutcome.Refused(ReasonCode.URL_NOT_ALLOWED)
                    : broken(e);
        }
    }

    /** The exception's message is left out: it may name the URL. */
    private static FetchOutcome broken(IOException e) {
        String detail = "the download failed: " + e.getClass().getSimpleName();
        return new FetchOutcome.HostFault(detail, Optional.empty());
    }

    private FetchOutcome keep(FetchRequest request, MediaAnswer.Body answer, HeldClaim claim)
            throws IOException {
        try (answer) {
            RenewingStream body = new RenewingStream(answer.stream(), claim);
            return switch (store.put(
                    request.key(), request.identity(), body, settings.maxBytes())) {
                case PutOutcome.Created(var object) -> new FetchOutcome.Stored(object, true);
                case PutOutcome.AlreadyThere(var object) -> new FetchOutcome.Stored(object, true);
                case PutOutcome.TooLarge _ -> new FetchOutcome.Refused(ReasonCode.TOO_LARGE);
            };
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(times.pause());
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
