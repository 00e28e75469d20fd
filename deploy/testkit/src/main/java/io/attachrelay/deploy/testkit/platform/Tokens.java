package io.attachrelay.deploy.testkit.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The access tokens that a platform has issued. */
public final class Tokens {

    private static final String SCHEME = "Bearer ";

    private final Clock clock;
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Duration lifetime = Duration.ofHours(1);

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** How many token requests arrived, refused ones included. */
    public int requests() {
        return requests.get();
    }

    /** Sets how long tokens issued from now on count; the answer says so in {@code expires_in}. */
    public void expireAfter(Duration time) {
        lifetime = time;
    }

    /** Makes all tokens worthless: the next call with one of them is answered 401. */
    public void revokeAll() {
        expiries.clear();
    }

    /** Issues a token without a request, for a test that calls the API itself. */
    public String issue() {
        var token = "sim-" + UUID.randomUUID();
        expiries.put(token, clock.instant().plus(lifetime));
        return token;
    }

    long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    void countRequest() {
        requests.incrementAndGet();
    }

    Bearer check(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return Bearer.NONE;
        }
        var expiry = expiries.get(authorization.substring(SCHEME.length()));
        return expiry != null && clock.instant().isBefore(expiry) ? Bearer.VALID : Bearer.STALE;
    }
}
