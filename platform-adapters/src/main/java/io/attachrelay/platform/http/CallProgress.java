package io.attachrelay.platform.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;

/** How far one call came. */
final class CallProgress extends EventListener {

    private volatile boolean connecting;
    private volatile boolean begun;

    /** Whether it had to connect; else it uses a connection that was kept. */
    boolean onNewConnection() {
        return connecting;
    }

    /** Whether anything of the request may have reached the server. */
    boolean begun() {
        return begun;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connecting = true;
    }

    @Override
    public void requestHeadersStart(Call call) {
        begun = true;
    }
}
