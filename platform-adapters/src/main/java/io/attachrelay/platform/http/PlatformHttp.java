package io.attachrelay.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.platform.Announcement;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.CallOutcome.NotYet;
import io.attachrelay.platform.TokenSource;
import io.attachrelay.platform.http.Reply.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Calls one tenant's platform API: at its client's pace, not while it is down, with the bearer
 * token, with one new token and one more try after a 401, and with no other retry, since the
 * callers wait in their lanes. Safe for all threads.
 */
public final class PlatformHttp {

    /** What a record of a topic can hold. */
    private static final int LARGEST_MESSAGE = 1 << 20;

    private final HttpTransport transport;
    private final HttpUrl api;
    private final TokenSource tokens;
    private final TenantPace pace;
    private final ApiBreaker breaker;

    /**
     * @param transport stays the caller's to close
     * @param apiUrl http or https, without a trailing slash; every call's path is put behind it
     * @param breaker that of this tenant and API
     */
    PlatformHttp(
            HttpTransport transport,
            URI apiUrl,
            TokenSource tokens,
            TenantPace pace,
            ApiBreaker breaker) {
        this.transport = transport;
        this.api = HttpUrl.get(apiUrl.toString());
        this.tokens = tokens;
        this.pace = pace;
        this.breaker = breaker;
    }

    /**
     * How long the call for a message can take at most, from its announcement to its outcome: the
     * call, and after a 401 a new token's and the call again.
     */
    public Duration longestMessage() {
        CallLimits limits = transport.limits();
        return limits.callWith(LARGEST_MESSAGE).multipliedBy(2).plus(limits.call());
    }

    /** Makes a call that needs no announcement; never throws. */
    public <T> CallOutcome<T> call(
            String conversationId, ApiCall call, Function<JsonNode, Optional<T>> value) {
        return call(conversationId, call, value, Announcement.NONE);
    }

    /**
     * Makes the call.
     *
     * @param conversationId whose call it is
     * @param value finds the outcome's value in a successful answer, a missing node if that is not
     *     JSON. If it finds none, the call is in doubt: a proxy may have spoken instead
     * @param announcement made right before the request goes out, once for both tries
     * @throws E of the announcement, and nothing else
     */
    public <T, E extends Exception> CallOutcome<T> call(
            String conversationId,
            ApiCall call,
            Function<JsonNode, Optional<T>> value,
            Announcement<E> announcement)
            throws E {
        Optional<Request> request = call.request(api);
        if (request.isEmpty()) {
            return new CallOutcome.Refused<>(400, "not called: an id can't stand in a URL");
        }
        Optional<Duration> rest = breaker.rest();
        if (rest.isPresent()) {
            return down(rest);
        }
        var mapping = new AnswerMapping<>(call.idempotent(), value);
        var attempt = new Attempt<>(conversationId, request.get(), mapping);
        try {
            return atItsTurn(attempt, token(), announcement);
        } catch (NoToken e) {
            return new CallOutcome.TryAgain<>(e.words, e.retryAfter());
        }
    }

    /** The token comes first: who gets none takes nobody's turn. */
    private <T, E extends Exception> CallOutcome<T> atItsTurn(
            Attempt<T> attempt, String token, Announcement<E> announcement) throws E, NoToken {
        Optional<NotYet<T>> tooEarly = pace.tooEarly(attempt.conversationId());
        if (tooEarly.isPresent()) {
            return tooEarly.get();
        }
        Optional<ApiBreaker.Call> call = breaker.begin(attempt.conversationId());
        return call.isPresent()
                ? make(attempt, call.get(), token, announcement)
                : down(breaker.rest());
    }

    private <T, E extends Exception> CallOutcome<T> make(
            Attempt<T> attempt, ApiBreaker.Call call, String token, Announcement<E> announcement)
            throws E, NoToken {
        Reply reply = null;
        try {
            pace.take(attempt.conversationId());
            announcement.announce();
            String used = token;
            reply = transport.exchange(attempt.with(used));
            if (reply instanceof Answer answer && answer.status() == 401) {
                tokens.refused(used);
                used = token();
                pace.callOutOfTurn(attempt.conversationId());
                reply = transport.exchange(attempt.with(used));
            }
            pace.heed(attempt.conversationId(), reply);
            return attempt.mapping().outcome(reply, used);
        } finally {
            call.end(reply);
        }
    }

    private String token() throws NoToken {
        try {
            return tokens.token();
        } catch (IOException e) {
            throw new NoToken(e);
        }
    }

    private static <T> CallOutcome<T> down(Optional<Duration> rest) {
        return new CallOutcome.TryAgain<>("not called: the platform's API is down", rest);
    }

    /** What is tried. */
    private record Attempt<T>(String conversationId, Request request, AnswerMapping<T> mapping) {

        Request with(String token) {
            return request.newBuilder().header("Authorization", "Bearer " + token).build();
        }
    }

    /** No token can be had; an exception of our own, as the announcement may throw any other. */
    private static final class NoToken extends Exception {

        private static final long serialVersionUID = 1;

        private final String words;

        NoToken(IOException cause) {
            super(cause);
            words = Objects.requireNonNullElse(cause.getMessage(), "no token");
        }

        Optional<Duration> retryAfter() {
            return getCause() instanceof TokenUnavailableException none
                    ? none.retryAfter()
                    : Optional.empty();
        }
    }
}
