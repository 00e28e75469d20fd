package io.attachrelay.validator.inspect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A port that takes each call and hangs up without a word. */
final class HangingUp implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicInteger calls = new AtomicInteger();

    private HangingUp(ServerSocket server) {
        this.server = server;
    }

    static HangingUp listen() throws IOException {
        var port = new HangingUp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(port::hangUp);
        return port;
    }

    int port() {
        return server.getLocalPort();
    }

    int calls() {
        return calls.get();
    }

    private void hangUp() {
        try {
            while (true) {
                server.accept().close();
                calls.incrementAndGet();
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
