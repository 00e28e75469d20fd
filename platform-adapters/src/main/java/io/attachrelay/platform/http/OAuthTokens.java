package io.attachrelay.platform.http;

import io.attachrelay.platform.TokenSource;
import io.attachrelay.platform.http.TokenEndpoint.Grant;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Client-credentials tokens of one tenant, kept until 60 s before they expire (or a tenth of a
 * short life). While one caller fetches a token, all others wait for that one, and share its
 * failure; those who come after a failure share it too until the endpoint may be asked again, and
 * until it has answered one of them.
 */
public final class OAuthTokens implements TokenSource {

    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

    /** Between two requests of a token endpoint that fails and does not say for how long. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private record Cached(Secret token, Instant renewAt) {}

    /** A failure that is not to be followed by another request before {@code pause} is over. */
    private record Failure(String words, Instant since, Duration pause) {

        /** A clock that was set back ends the pause. */
        Optional<Duration> left(Instant now) {
            return Optional.of(Duration.between(now, since.plus(pause)))
                    .filter(left -> left.isPositive() && !now.isBefore(since));
        }
    }

    private final TokenEndpoint endpoint;
    private final Clock clock;

    private @Nullable Cached cached;
    private @Nullable Cached doubted;
    private @Nullable CompletableFuture<Secret> flight;
    private @Nullable Failure failure;

    /**
     * @param transport stays the caller's to close
     */
    public OAuthTokens(HttpTransport transport, OAuthSettings oauth, Clock clock) {
        this.endpoint = new TokenEndpoint(transport, oauth);
        this.clock = clock;
    }

    @Override
    public String token() throws IOException {
        CompletableFuture<Secret> mine = new CompletableFuture<>();
        CompletableFuture<Secret> leading;
        synchronized (this) {
            if (cached != null && clock.instant().isBefore(cached.renewAt())) {
                return cached.token().value();
            }
            if (flight == null) {
                refuseTooEarly();
                flight = mine;
            } else {
                refuseToWaitForDoubtful();
            }
            leading = flight;
        }
        return (leading == mine ? fetch(mine) : await(leading)).value();
    }

    @Override
    public synchronized void refused(String token) {
        if (cached != null && cached.token().matches(token)) {
            cached = null;
        }
    }

    /** A deleted file must not cost a tenant its token while the endpoint is down. */
    @Override
    public synchronized void doubted(String token) {
        if (cached != null && cached.token().matches(token)) {
            doubted = cached;
            cached = null;
        }
    }

    private Secret fetch(CompletableFuture<Secret> mine) throws TokenUnavailableException {
        Instant asked = clock.instant();
        try {
            Grant grant = endpoint.fetch();
            land(new Cached(grant.token(), asked.plus(usable(grant.lifetime()))), null);
            mine.complete(grant.token());
            return grant.token();
        } catch (TokenUnavailableException e) {
            land(null, e);
            mine.completeExceptionally(e);
            throw e;
        } catch (RuntimeException | Error e) {
            land(null, null);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized void land(
            @Nullable Cached token, @Nullable TokenUnavailableException thrown) {
        cached = token == null ? doubted : token;
        doubted = null;
        flight = null;
        failure =
                thrown == null ? null : new Failure(thrown.words(), clock.instant(), pause(thrown));
    }

    /** A single failure may be a dropped connection, and costs nobody a pause. */
    private Duration pause(TokenUnavailableException thrown) {
        return thrown.retryAfter().orElse(failure == null ? Duration.ZERO : PAUSE);
    }

    private void refuseTooEarly() throws TokenUnavailableException {
        if (failure != null) {
            Optional<Duration> left = failure.left(clock.instant());
            if (left.isPresent()) {
                cached = doubted;
                doubted = null;
                throw new TokenUnavailableException(failure.words(), left);
            }
        }
    }

    /** Behind an endpoint that has just failed nobody waits but who asks it: it may hang. */
    private void refuseToWaitForDoubtful() throws TokenUnavailableException {
        if (failure != null) {
            throw new TokenUnavailableException(failure.words(), Optional.of(PAUSE));
        }
    }

    private static Duration usable(Duration lifetime) {
        Duration tenth = lifetime.dividedBy(10);
        return lifetime.minus(tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN);
    }

    private static Secret await(CompletableFuture<Secret> leading) throws IOException {
        try {
            return leading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TokenUnavailableException first) {
                throw new TokenUnavailableException(first);
            }
            throw new TokenUnavailableException("token endpoint: unexpected", Optional.empty());
        }
    }
}
