package io.attachrelay.media.fetch;

import io.attachrelay.media.store.JsonSidecars;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.SidecarStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

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
            return held(place, own, () -> claims.create(place, own));
        }
        var old = standing.get();
        return isLive(old.content())
                ? Optional.empty()
                : held(place, own, () -> claims.replace(place, own, old.version()));
    }

    private boolean isLive(byte[] content) {
        return read(content).filter(claim -> !claim.isExpired(clock.instant())).isPresent();
    }

    /** One that a power cut has damaged is nobody's: its holder is gone as well. */
    private static Optional<Claim> read(byte[] content) {
        try {
            return Optional.of(Json.mapper().readValue(content, Claim.class));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Optional<HeldClaim> held(
            SidecarKey place, Claim own, Supplier<Optional<String>> write) {
        return version(place, own, write).map(v -> new HeldClaim(this, place, own, v));
    }

    /**
     * The version that a claim was written with, or empty if another's stands. A write may stand
     * and yet be answered with an error, or find itself done already: so the store is asked whose
     * claim it has before that is taken for another's.
     */
    private Optional<String> version(
            SidecarKey place, Claim own, Supplier<Optional<String>> write) {
        try {
            return write.get().or(() -> store.read(place).flatMap(s -> versionOf(s, own)));
        } catch (StoreException e) {
            return versionOf(store.read(place).orElseThrow(() -> e), own);
        }
    }

    private static Optional<String> versionOf(SidecarStore.Sidecar standing, Claim own) {
        return read(standing.content())
                .filter(claim -> own.holder().equals(claim.holder()))
                .map(_ -> standing.version());
    }

    /** Whether a tenth of the claim's life has passed, see {@link ClaimTimes}. */
    boolean isDue(Claim claim) {
        return !clock.instant().isBefore(claim.expiresAt().minus(dueBefore));
    }

    /** The same holder's claim from now on. */
    Claim fresh(String holder) {
        return new Claim(holder, clock.instant().plus(lifetime));
    }

    /** Writes the holder's claim anew; its version, or empty if another has taken it over. */
    Optional<String> renew(SidecarKey place, Claim claim, String version) {
        return version(place, claim, () -> claims.replace(place, claim, version));
    }

    void remove(SidecarKey place, String version) {
        store.delete(place, version);
    }
}
