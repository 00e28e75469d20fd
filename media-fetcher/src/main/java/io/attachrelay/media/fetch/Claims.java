package io.attachrelay.media.fetch;

import io.attachrelay.media.store.JsonSidecars;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.SidecarStore;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets one of many gateways download an object while the others wait. A claim only saves work: one
 * that is lost, to a stalled holder or clocks that differ, costs a second download, and the store
 * decides whose object stands.
 */
final class Claims {

    private static final String SUFFIX = "claim";

    private final SidecarStore store;
    private final JsonSidecars<Claim> claims;
    private final Clock clock;
    private final String instanceId;
    private final Duration lifetime;
    private final Duration dueBefore;

    /**
     * @param instanceId of this gateway, for whoever looks into the store
     * @param lifetime of a claim that is not renewed
     */
    Claims(SidecarStore store, Clock clock, String instanceId, Duration lifetime) {
        this.store = store.fleeting();
        this.claims = new JsonSidecars<>(this.store, Claim.class);
        this.clock = clock;
        this.instanceId = instanceId;
        this.lifetime = lifetime;
        this.dueBefore = lifetime.multipliedBy(9).dividedBy(10);
    }

    /** Claims the download of {@code object}; empty while another holds a live claim on it. */
    Optional<HeldClaim> take(ObjectKey object) {
        SidecarKey place = object.sidecar(SUFFIX);
        Claim own = fresh(instanceId + "/" + UUID.randomUUID());
        var standing = store.read(place);
        if (standing.isEmpty()) {
            return held(place, own, claims.create(place, own));
        }
        var old = standing.get();
        return isLive(old.content())
                ? Optional.empty()
                : held(place, own, claims.replace(place, own, old.version()));
    }

    /** One that a power cut has damaged is nobody's: its holder is gone as well. */
    private boolean isLive(byte[] claim) {
        try {
            return !Json.mapper().readValue(claim, Claim.class).isExpired(clock.instant());
        } catch (IOException _) {
            return false;
        }
    }

    private Optional<HeldClaim> held(SidecarKey place, Claim own, Optional<String> version) {
        return version.map(v -> new HeldClaim(this, place, own, v));
    }

    /** Whether a tenth of the claim's life has passed, see {@link ClaimTimes}. */
    boolean isDue(Claim claim) {
        return !clock.instant().isBefore(claim.expiresAt().minus(dueBefore));
    }

    /** The same holder's claim from now on. */
    Claim fresh(String holder) {
        return new Claim(holder, clock.instant().plus(lifetime));
    }

    Optional<String> replace(SidecarKey place, Claim claim, String version) {
        return claims.replace(place, claim, version);
    }

    void remove(SidecarKey place, String version) {
        store.delete(place, version);
    }
}
