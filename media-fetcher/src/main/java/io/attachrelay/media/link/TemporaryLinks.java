package io.attachrelay.media.link;

import io.attachrelay.media.store.ObjectKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes links to objects, which the gateway serves until they expire. */
public final class TemporaryLinks {

    private final LinkSigner signer;
    private final String base;
    private final Duration lifetime;
    private final Clock clock;

    /**
     * @param gateway where the outside world reaches the gateway
     * @param lifetime how long a link serves, above zero
     */
    public TemporaryLinks(LinkSigner signer, URI gateway, Duration lifetime, Clock clock) {
        this.signer = signer;
        this.base = gateway.toString().replaceFirst("/+$", "") + "/m/";
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** How long a link serves. */
    public Duration lifetime() {
        return lifetime;
    }

    /** A link to an object, which serves it only if it was accepted. */
    public Link to(ObjectKey object) {
        Instant expiresAt = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        return new Link(base + signer.sign(object, expiresAt), expiresAt);
    }

    /** A link, and when it stops to serve. */
    public record Link(String url, Instant expiresAt) {}
}
