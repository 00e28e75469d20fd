package io.attachrelay.media.fetch;

import java.util.Optional;
import okhttp3.Call;
import okhttp3.Response;

/**
 * A media host's reply to one request.
 *
 * @param bearing whether the request bore the token
 */
record Reply(Call call, Response response, boolean bearing) implements AutoCloseable {

    boolean isRedirect() {
        return response.isRedirect();
    }

    /** Where a redirect leads to, as the host wrote it. */
    Optional<String> location() {
        return Optional.ofNullable(response.header("Location"));
    }

    /** Whether the host wants a token that it did not get. */
    boolean isChallenge() {
        return !bearing && response.code() == 401;
    }

    boolean isTokenRefused() {
        return bearing && (response.code() == 401 || response.code() == 403);
    }

    /** Ends the call first: closing alone would read on, to keep the connection. */
    @Override
    public void close() {
        call.cancel();
        response.close();
    }
}
