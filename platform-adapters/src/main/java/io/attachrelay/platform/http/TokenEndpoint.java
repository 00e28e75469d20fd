package io.attachrelay.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.platform.http.Reply.Answer;
import io.attachrelay.platform.http.Reply.NotSent;
import io.attachrelay.platform.http.Reply.OurFault;
import io.attachrelay.platform.http.Reply.Unanswered;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Fetches tokens with client credentials (RFC 6749, 4.4): Basic authentication, form body. */
final class TokenEndpoint {

    /** When the answer names no lifetime: so short that a wrong guess costs one 401 at most. */
    private static final Duration UNNAMED_LIFETIME = Duration.ofMinutes(5);

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    private final HttpTransport transport;
    private final Request request;

    TokenEndpoint(HttpTransport transport, OAuthSettings oauth) {
        this.transport = transport;
        this.request =
                new Request.Builder()
                        .url(HttpUrl.get(oauth.tokenUrl().toString()))
                        .header("Authorization", basic(oauth))
                        .post(
                                new FormBody.Builder()
                                        .add("grant_type", "client_credentials")
                                        .build())
                        .build();
    }

    /** A token and how long it lives. */
    record Grant(Secret token, Duration lifetime) {}

    Grant fetch() throws TokenUnavailableException {
        return switch (transport.exchange(request)) {
            case NotSent(var detail) -> throw unavailable(detail, Optional.empty());
            case OurFault(var detail) -> throw unavailable(detail, Optional.empty());
            case Unanswered(var detail) -> throw unavailable(detail, Optional.empty());
            case Answer answer when answer.success() -> grant(answer.json());
            case Answer answer ->
                    throw unavailable(
                            "status " + answer.status() + error(answer.json()),
                            answer.retryAfter());
        };
    }

    private static Grant grant(JsonNode answer) throws TokenUnavailableException {
        String token = answer.path("access_token").asText("");
        if (!token.matches("[!-~]+")) {
            throw unavailable("an answer without a usable token", Optional.empty());
        }
        long seconds = answer.path("expires_in").asLong(0);
        Duration lifetime =
                seconds <= 0
                        ? UNNAMED_LIFETIME
                        : Duration.ofSeconds(Math.min(seconds, LONGEST_LIFETIME.toSeconds()));
        return new Grant(new Secret(token), lifetime);
    }

    /** The error code alone (RFC 6749, 5.2): a description might repeat what we sent. */
    private static String error(JsonNode answer) {
        String code = answer.path("error").asText("");
        return code.matches("[a-z_]{1,40}") ? " " + code : "";
    }

    private static TokenUnavailableException unavailable(
            String what, Optional<Duration> retryAfter) {
        return new TokenUnavailableException("token endpoint: " + what, retryAfter);
    }

    private static String basic(OAuthSettings oauth) {
        return Credentials.basic(
                oauth.clientId(), oauth.clientSecret().value(), StandardCharsets.UTF_8);
    }
}
