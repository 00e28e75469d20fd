package io.attachrelay.media.fetch;

import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** Asks media hosts for media: checks every hop, follows redirects by hand, bears the token. */
final class MediaClient {

    private static final int MOST_REDIRECTS = 3;

    private final FetchSettings settings;
    private final MediaResponses responses;
    private final OkHttpClient open;
    private final OkHttpClient guarded;

    MediaClient(FetchSettings settings, Clock clock) {
        this.settings = settings;
        this.responses = new MediaResponses(settings.maxBytes(), clock);
        this.open = client(settings);
        AddressGuard guard = new AddressGuard();
        this.guarded = open.newBuilder().dns(guard).socketFactory(guard).build();
    }

    private static OkHttpClient client(FetchSettings settings) {
        return new OkHttpClient.Builder()
                // A proxy would resolve names for us, past the guard.
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                // A connection kept open may be dead by the next download, which would fail for it;
                // OkHttp's own second try would also ask again after a 408.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(chain -> RetryAfter.hide(chain.proceed(chain.request())))
                // HTTP/2 reads ahead up to 16 MB for each stream.
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .build();
    }

    /**
     * Asks for a medium; once more with a fresh token if the first is refused.
     *
     * @throws NoTokenException if no token can be had
     * @throws IOException if the host can't be reached
     */
    MediaAnswer get(FetchRequest request) throws IOException {
        Deadline deadline = Deadline.after(settings.callTimeout());
        String token = token(request);
        MediaAnswer answer = new Journey(request, token, deadline).follow(request.url(), 0);
        if (answer instanceof MediaAnswer.End(_, var tokenRefused) && tokenRefused) {
            request.tokens().refused(token);
            return new Journey(request, token(request), deadline).follow(request.url(), 0);
        }
        return answer;
    }

    private static String token(FetchRequest request) throws NoTokenException {
        try {
            return request.tokens().token();
        } catch (IOException e) {
            throw new NoTokenException(e);
        }
    }

    /** One try, over all its redirects. */
    private final class Journey {

        private final FetchRequest request;
        private final String token;
        private final Deadline deadline;

        Journey(FetchRequest request, String token, Deadline deadline) {
            this.request = request;
            this.token = token;
            this.deadline = deadline;
        }

        MediaAnswer follow(String address, int redirects) throws IOException {
            Optional<MediaUrl> url =
                    MediaUrl.check(address, request.mediaHosts(), settings.allowPrivateHosts());
            if (url.isEmpty()) {
                return end(new FetchOutcome.Refused(ReasonCode.URL_NOT_ALLOWED));
            }
            Call call = call(url.get());
            Response response = call.execute();
            if (!response.isRedirect()) {
                return responses.read(call, response);
            }
            response.close();
            Optional<String> next = target(response);
            return next.isPresent() && redirects < MOST_REDIRECTS
                    ? follow(next.get(), redirects + 1)
                    : end(MediaResponses.tryAgain("a redirect to nowhere, or too many"));
        }

        /** The token goes along on every hop, since every hop is to a configured media host. */
        private Call call(MediaUrl url) throws InterruptedIOException {
            Request get =
                    new Request.Builder()
                            .url(url.url())
                            .header("Authorization", "Bearer " + token)
                            .header("Accept-Encoding", "identity")
                            .build();
            Call call = (url.opened() ? open : guarded).newCall(get);
            if (deadline.isOver()) {
                throw new InterruptedIOException("the download took too long");
            }
            call.timeout().timeout(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            return call;
        }
    }

    private static Optional<String> target(Response redirect) {
        return Optional.ofNullable(redirect.header("Location"))
                .map(redirect.request().url()::resolve)
                .map(HttpUrl::toString);
    }

    private static MediaAnswer end(FetchOutcome outcome) {
        return new MediaAnswer.End(outcome, false);
    }
}
