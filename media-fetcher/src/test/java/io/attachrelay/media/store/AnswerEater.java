package io.attachrelay.media.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes connections on to a server, and loses its answer to one chosen request: the server has
 * done what it was asked, and the client never learns.
 */
final class AnswerEater implements AutoCloseable {

    private static final String NONE = "\0";

    private final URI target;
    private final ServerSocket listener;
    private final AtomicReference<String> appetite = new AtomicReference<>(NONE);

    AnswerEater(URI target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Loses the answer to the next request whose head contains this. */
    void eatAnswerTo(String partOfHead) {
        appetite.set(partOfHead);
    }

    boolean hasEaten() {
        return appetite.get().equals(NONE);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> carry(client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void carry(Socket client) {
        AtomicBoolean hungry = new AtomicBoolean();
        try (client;
                Socket server = new Socket(target.getHost(), target.getPort())) {
            Thread.ofVirtual().start(() -> passRequests(client, server, hungry));
            byte[] buffer = new byte[64 << 10];
            InputStream in = server.getInputStream();
            for (int n = in.read(buffer); n > 0 && !hungry.get(); n = in.read(buffer)) {
                client.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException _) {
            // One side went away, and so does the other.
        }
    }

    private void passRequests(Socket client, Socket server, AtomicBoolean hungry) {
        try {
            byte[] buffer = new byte[64 << 10];
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                String wanted = appetite.get();
                String sent = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                if (sent.contains(wanted) && appetite.compareAndSet(wanted, NONE)) {
                    hungry.set(true);
                }
                out.write(buffer, 0, n);
            }
            server.shutdownOutput();
        } catch (IOException _) {
            // One side went away, and so does the other.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
