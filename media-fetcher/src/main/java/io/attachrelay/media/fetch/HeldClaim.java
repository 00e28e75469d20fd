package io.attachrelay.media.fetch;

import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.StoreException;
import java.util.Optional;

/**
 * A claim of this fetch, renewed whenever its media host says something and before that is asked
 * anything. Neither a store that fails nor another that took the claim over stops a download that
 * runs: it may still be the one that stands. For a claim that is lost no host is asked any more.
 */
final class HeldClaim implements AutoCloseable {

    private final Claims claims;
    private final SidecarKey place;
    private Claim claim;
    private Optional<String> version;

    HeldClaim(Claims claims, SidecarKey place, Claim claim, String version) {
        this.claims = claims;
        this.place = place;
        this.claim = claim;
        this.version = Optional.of(version);
    }

    /**
     * Lets the claim live on, when it is time to, since its media host is about to be asked.
     *
     * @throws FetchEndedException if another took it over, as after a standstill: the host is not
     *     bothered for what another gateway downloads now, or has; not if the store can't tell
     */
    void renewBeforeAsking() throws FetchEndedException {
        renewIfDue();
        if (version.isEmpty()) {
            throw new FetchEndedException(
                    new FetchOutcome.OtherFault("another gateway took the download over"));
        }
    }

    /** Lets the claim live on, when it is time to; called again and again by the holder. */
    void renewIfDue() {
        if (version.isEmpty() || !claims.isDue(claim)) {
            return;
        }
        try {
            claim = claims.fresh(claim.holder());
            version = claims.renew(place, claim, version.get());
        } catch (StoreException _) {
            // Tried again when the next renewal is due.
        }
    }

    /** Gives the claim up, so that nobody waits for its expiry. */
    @Override
    public void close() {
        try {
            version.ifPresent(v -> claims.remove(place, v));
        } catch (StoreException _) {
            // It expires by itself.
        }
    }
}
