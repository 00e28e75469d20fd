package io.attachrelay.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.TokenSource;
import io.attachrelay.platform.http.Reply.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Calls one tenant's platform API: with the bearer token, with one new token and one more try after
 * a 401, and with no other retry, since the callers wait in their lanes. Safe for all threads.
 */
public final class PlatformHttp {

    private final HttpTransport transport;
    private final HttpUrl api;
    private final TokenSource tokens;

    /**
     * @param transport stays the caller's to close
     * @param apiUrl http or https, without a trailing slash; every call's path is put behind it
     */
    public PlatformHttp(HttpTransport transport, URI apiUrl, TokenSource tokens) {
        this.transport = transport;
        this.api = HttpUrl.get(apiUrl.toString());
        this.tokens = tokens;
    }

    /**
     * Makes the call; never throws.
     *
     * @param value finds the outcome's value in a successful answer, a missing node if that is not
     *     JSON. If it finds none, the call counts as not answered: a proxy may have spoken instead
     */
    public <T> CallOutcome<T> call(ApiCall call, Function<JsonNode, Optional<T>> value) {
        Optional<Request> request = call.request(api);
        if (request.isEmpty()) {
            return new CallOutcome.Refused<>(400, "not called: an id can't stand in a URL");
        }
        try {
            return call(request.get(), new AnswerMapping<>(call.idempotent(), value));
        } catch (TokenUnavailableException e) {
            return new CallOutcome.TryAgain<>(e.words(), e.retryAfter());
        } catch (IOException e) {
            return new CallOutcome.TryAgain<>(
                    Objects.requireNonNullElse(e.getMessage(), "no token"), Optional.empty());
        }
    }

    private <T> CallOutcome<T> call(Request request, AnswerMapping<T> mapping) throws IOException {
        String token = tokens.token();
        Reply reply = transport.exchange(withBearer(request, token));
        if (reply instanceof Answer answer && answer.status() == 401) {
            tokens.refused(token);
            token = tokens.token();
            reply = transport.exchange(withBearer(request, token));
        }
        return mapping.outcome(reply, token);
    }

    private static Request withBearer(Request request, String token) {
        return request.newBuilder().header("Authorization", "Bearer " + token).build();
    }
}
