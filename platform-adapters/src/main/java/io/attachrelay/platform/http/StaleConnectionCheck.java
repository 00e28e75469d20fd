package io.attachrelay.platform.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Looks at a kept connection before anything is sent on it. OkHttp does so only after ten idle
 * seconds, while servers close after as few as five: each such message would be in doubt though the
 * platform never saw it.
 */
final class StaleConnectionCheck implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallProgress progress = Objects.requireNonNull(chain.request().tag(CallProgress.class));
        Socket socket = Objects.requireNonNull(chain.connection()).socket();
        if (!progress.onNewConnection() && isStale(socket)) {
            throw new StaleConnectionException();
        }
        return chain.proceed(chain.request());
    }

    /** An idle connection must be silent: its end and bytes that nobody asked for both end it. */
    private static boolean isStale(Socket socket) throws IOException {
        int timeout = socket.getSoTimeout();
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(timeout);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
