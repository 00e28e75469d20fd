package io.attachrelay.deploy.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A host of the own network that no event and no redirect may lead to. */
final class ForbiddenHost implements AutoCloseable {

    /** Of this machine as well, and none of the addresses that the settings open. */
    static final String ADDRESS = "127.0.0.2";

    private final ServerSocket socket = new ServerSocket();
    private final AtomicInteger connections = new AtomicInteger();

    ForbiddenHost() throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0));
        Thread.ofVirtual().name("forbidden-host").start(this::accept);
    }

    URI url() {
        return URI.create("http://" + ADDRESS + ":" + socket.getLocalPort() + "/secret");
    }

    /** How many have come nevertheless. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                try (var _ = socket.accept()) {
                    connections.incrementAndGet();
                }
            }
        } catch (IOException _) {
            // The listener was closed.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
