package io.attachrelay.platform.http;

import io.attachrelay.platform.http.Reply.Answer;
import io.attachrelay.platform.http.Reply.NotSent;
import io.attachrelay.platform.http.Reply.OurFault;
import io.attachrelay.platform.http.Reply.Unanswered;
import java.io.IOException;
import java.net.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Single HTTP exchanges over one connection pool that all tenants share: no redirects, no proxy, no
 * retries, always within the limits. Safe for all threads; whoever makes it closes it.
 *
 * <p>It speaks HTTP/1.1 only: when an HTTP/2 connection breaks, every call on it is in doubt at
 * once.
 */
public final class HttpTransport implements AutoCloseable {

    /** Bytes of an answer that are read: answers are a few ids and words. */
    static final int LONGEST_ANSWER = 64 << 10;

    /** Load balancers drop connections that are idle for 60 s, so ours are given up before. */
    private static final long IDLE_SECONDS = 30;

    /** Idle connections kept over all tenants; a call beyond them connects anew. */
    private static final int IDLE_CONNECTIONS = 32;

    private final OkHttpClient client;
    private final CallLimits limits;
    private final Clock clock;

    /**
     * @param clock tells how far off a date in {@code Retry-After} is
     */
    public HttpTransport(CallLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.client =
                new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectionPool(
                                new ConnectionPool(
                                        IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                        .socketFactory(new PromptSockets())
                        .proxy(Proxy.NO_PROXY)
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .retryOnConnectionFailure(false)
                        .connectTimeout(limits.connect())
                        .readTimeout(limits.read())
                        .writeTimeout(limits.read())
                        .addNetworkInterceptor(new StaleConnectionCheck())
                        .addNetworkInterceptor(HttpTransport::leaveRetriesToTheCaller)
                        .build();
    }

    CallLimits limits() {
        return limits;
    }

    /** Makes one exchange; never throws. */
    Reply exchange(Request request) {
        CallProgress progress = new CallProgress();
        try (Response response = call(request, progress).execute()) {
            return new Answer(
                    response.code(),
                    RetryAfter.parse(response.header("Retry-After"), clock),
                    body(response));
        } catch (StaleConnectionException e) {
            return exchange(request); // that connection is gone, and a new one is never stale
        } catch (UnreadableContentException e) {
            return new OurFault(IoFault.words(e));
        } catch (IOException e) {
            String fault = IoFault.words(e);
            return progress.begun() ? new Unanswered(fault) : new NotSent(fault);
        }
    }

    /** Ends all calls and connections. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private Call call(Request request, CallProgress progress) {
        Request polite =
                request.newBuilder()
                        .header("Accept", "application/json")
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "AttachRelay")
                        .tag(CallProgress.class, progress)
                        .build();
        Call call = client.newCall(polite);
        call.addEventListener(progress);
        long nanos = limits.callWith(lengthOf(request.body())).toNanos();
        call.timeout().timeout(nanos, TimeUnit.NANOSECONDS);
        return call;
    }

    private static long lengthOf(@Nullable RequestBody body) {
        try {
            return body == null ? 0 : body.contentLength();
        } catch (IOException e) {
            throw new IllegalStateException("our bodies know their length", e);
        }
    }

    /** An answer stands by its status even if its body breaks off. */
    private static byte[] body(Response response) {
        try {
            return response.peekBody(LONGEST_ANSWER).bytes();
        } catch (IOException _) {
            return new byte[0];
        }
    }

    /** OkHttp repeats a request by itself when a 503 says {@code Retry-After: 0}. */
    private static Response leaveRetriesToTheCaller(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        boolean atOnce = response.code() == 503 && "0".equals(response.header("Retry-After"));
        return atOnce ? response.newBuilder().removeHeader("Retry-After").build() : response;
    }
}
