package io.attachrelay.media.fetch;

import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.share.Place;
import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings attachments from media hosts into the store: each once, whatever number of gateways is
 * told to, and whole or not at all. Safe for all threads; every call blocks its own.
 */
public final class MediaFetcher {

    private static final Logger LOG = LoggerFactory.getLogger(MediaFetcher.class);

    private final ObjectStore store;
    private final Downloads downloads;
    private final Claims claims;
    private final ClaimTimes times;
    private final FairShare share;
    private final Duration roomWithin;

    /**
     * A fetcher that has the settings' memory for itself.
     *
     * @param store not closed by this
     * @param clock tells when claims expire and reads dates in answers
     * @param instanceId of this process, shown in the claims that it holds
     */
    public MediaFetcher(FetchSettings settings, ObjectStore store, Clock clock, String instanceId) {
        this(settings, store, clock, instanceId, share(settings, store));
    }

    /**
     * A fetcher that shares memory with others.
     *
     * @param store not closed by this
     * @param clock tells when claims expire and reads dates in answers
     * @param instanceId of this process, shown in the claims that it holds
     * @param share of memory, for each download while it runs; not closed by this
     */
    public MediaFetcher(
            FetchSettings settings,
            ObjectStore store,
            Clock clock,
            String instanceId,
            FairShare share) {
        this(settings, store, clock, instanceId, share, ClaimTimes.of(settings), Network.SYSTEM);
    }

    MediaFetcher(
            FetchSettings settings,
            ObjectStore store,
            Clock clock,
            String instanceId,
            ClaimTimes times,
            Network network) {
        this(settings, store, clock, instanceId, share(settings, store), times, network);
    }

    private MediaFetcher(
            FetchSettings settings,
            ObjectStore store,
            Clock clock,
            String instanceId,
            FairShare share,
            ClaimTimes times,
            Network network) {
        this.store = store;
        this.downloads = new Downloads(settings, store, new MediaClient(settings, clock, network));
        this.claims = new Claims(store, clock, instanceId, times.lifetime());
        this.times = times;
        this.share = share;
        this.roomWithin = settings.callTimeout();
    }

    /** The memory of the settings, shared by puts into that store. */
    public static FairShare share(FetchSettings settings, MediaStore store) {
        return new FairShare(settings.maxInFlight(), store.bytesPerPut());
    }

    /**
     * Fetches an attachment unless it is stored already. While another gateway fetches it, this
     * waits up to 2 s and ends in a {@link FetchOutcome.OtherFault}, to be called again soon; the
     * wait for room takes up to the call timeout of the settings, and so does the download itself,
     * with all that is asked again after a broken connection.
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
                    .addKeyValue("reason", e.getMessage())
                    .addKeyValue("cause", firstLine(e.getCause()))
                    .log();
            return new FetchOutcome.OtherFault("the store failed");
        }
    }

    /** No stack trace: while a store is away each file is tried every few seconds. */
    private static String firstLine(@Nullable Throwable cause) {
        return String.valueOf(cause).lines().findFirst().orElse("");
    }

    private FetchOutcome fetchInTurn(FetchRequest request) {
        Deadline patience = Deadline.after(times.patience());
        do {
            Optional<FetchOutcome> outcome =
                    alreadyStored(request.key()).or(() -> fetchUnlessClaimed(request));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        } while (pause() && !patience.isOver());
        return new FetchOutcome.OtherFault(
                "another fetch of it is under way", Optional.of(times.pause()));
    }

    /**
     * Empty while another gateway fetches it. The token comes first: whoever waits for a login host
     * that is down holds neither room nor a claim meanwhile. Then room: a claim must not lapse, nor
     * a signed URL grow old, in the hands of one who waits for it.
     */
    private Optional<FetchOutcome> fetchUnlessClaimed(FetchRequest request) {
        if (!hasToken(request)) {
            return Optional.of(MediaClient.NO_TOKEN);
        }
        Optional<Place> room = awaitRoom(request.key().tenant());
        if (room.isEmpty()) {
            return Optional.of(new FetchOutcome.NoRoom());
        }
        try (Place _ = room.get()) {
            return claims.take(request.key()).map(claim -> fetchClaimed(request, claim));
        }
    }

    private static boolean hasToken(FetchRequest request) {
        try {
            String _ = request.tokens().token();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Optional<Place> awaitRoom(String tenant) {
        try {
            return share.enter(tenant, roomWithin);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private FetchOutcome fetchClaimed(FetchRequest request, HeldClaim claim) {
        try (claim) {
            // The holder before may have finished between the look and the claim.
            return alreadyStored(request.key()).orElseGet(() -> download(request, claim));
        }
    }

    private FetchOutcome download(FetchRequest request, HeldClaim claim) {
        FetchOutcome outcome = downloads.download(request, claim);
        // Another may have stored it, while this one stood still or its host was in trouble.
        return outcome instanceof FetchOutcome.Stored
                ? outcome
                : alreadyStored(request.key()).orElse(outcome);
    }

    private Optional<FetchOutcome> alreadyStored(ObjectKey key) {
        return store.find(key).map(object -> new FetchOutcome.Stored(object, false));
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
