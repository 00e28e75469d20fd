package io.attachrelay.media.fetch;

import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/** Asks one URL, behind a guard of its own; follows nothing and tries nothing again. */
final class MediaHttp {

    private final OkHttpClient client;
    private final Network network;
    private final Duration readTimeout;

    MediaHttp(FetchSettings settings, Network network) {
        this.client = client(settings);
        this.network = network;
        this.readTimeout = settings.readTimeout();
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
                // The socket's own; OkHttp's wakes a thread at each read.
                .readTimeout(Duration.ZERO)
                .writeTimeout(settings.readTimeout())
                .build();
    }

    /**
     * The head of the answer; closed by who asked. The deadline holds for its body too.
     *
     * @param token empty to ask without one
     * @throws AddressRefusedException as itself or as a cause, if the URL leads to no address that
     *     may be connected to
     * @throws FetchEndedException if another gateway took the download over
     */
    Reply ask(MediaUrl url, Optional<String> token, Question question) throws IOException {
        Request.Builder request =
                new Request.Builder().url(url.url()).header("Accept-Encoding", "identity");
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        question.rest().ifPresent(rest -> rest.ask(request));
        Call call = guarded(url, question.claim()).newCall(request.build());
        if (question.deadline().isOver()) {
            throw new InterruptedIOException("the download took too long");
        }
        question.claim().renewBeforeAsking();
        call.timeout().timeout(question.deadline().left().toNanos(), TimeUnit.NANOSECONDS);
        return new Reply(call, call.execute(), token.isPresent());
    }

    private OkHttpClient guarded(MediaUrl url, HeldClaim claim) throws IOException {
        AddressGuard guard = new AddressGuard(url, network, readTimeout, claim);
        return client.newBuilder()
                .dns(guard)
                .socketFactory(guard)
                // Several addresses are tried on threads of OkHttp's, which one need not cost.
                .fastFallback(guard.hasAChoice())
                .build();
    }
}
