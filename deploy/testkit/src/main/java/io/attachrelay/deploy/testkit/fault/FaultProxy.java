package io.attachrelay.deploy.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on 127.0.0.1 that passes all bytes on, until it is told to misbehave.
 *
 * <p>Faults are switched while connections are open and take effect with the next byte. Safe for
 * use by many threads.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final InetSocketAddress target;
    private final int port;
    private final Weather weather = new Weather();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private @Nullable Listener listener;

    private FaultProxy(InetSocketAddress target, int port) throws IOException {
        this.target = target;
        this.port = listen(port).getLocalPort();
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param host where connections are passed on to
     * @throws IOException when it can't listen
     */
    public static FaultProxy to(String host, int targetPort) throws IOException {
        return new FaultProxy(new InetSocketAddress(host, targetPort), 0);
    }

    /** The port that clients connect to; the same until {@link #close()}. */
    public int port() {
        return port;
    }

    /** How many connections were accepted so far, those reset at once included. */
    public int acceptedConnections() {
        return accepted.get();
    }

    /**
     * Replaces the faults of now by these, all at once; none heals.
     *
     * @throws UncheckedIOException when another program took the port while this one refused
     */
    public synchronized void inject(Fault... faults) {
        var all = List.of(faults);
        weather.turn(all);
        try {
            if (all.stream().anyMatch(Fault.Refuse.class::isInstance)) {
                stopListening();
            } else if (listener == null) {
                listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all faults. Bytes that a black hole held back arrive now. */
    public void heal() {
        inject();
    }

    /** Resets all open connections once; new ones are served. */
    public void resetConnections() {
        open.forEach(ProxiedConnection::reset);
    }

    /** Stops listening and resets what is open. */
    @Override
    public synchronized void close() throws IOException {
        // Also lets those go that wait in a black hole, and resets who was just accepted.
        weather.turn(List.of(new Fault.Refuse()));
        stopListening();
    }

    private void stopListening() throws IOException {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        resetConnections();
    }

    private ServerSocket listen(int wanted) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), BACKLOG);
        var acceptor = Thread.ofVirtual().name("fault-proxy").start(() -> accept(socket));
        listener = new Listener(socket, acceptor);
        return socket;
    }

    private record Listener(ServerSocket socket, Thread acceptor) {

        // The operating system's socket listens until the thread in accept() has left it.
        void close() throws IOException {
            socket.close();
            try {
                acceptor.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                var client = socket.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // The listener was closed.
        }
    }

    private void serve(Socket client) {
        var connection = new ProxiedConnection(client, weather);
        open.add(connection);
        try {
            if (weather.has(Fault.ResetOnConnect.class) || weather.has(Fault.Refuse.class)) {
                connection.reset();
            } else {
                connection.carry(target);
            }
        } finally {
            open.remove(connection);
        }
    }
}
