package io.attachrelay.deploy.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** TCP ports of the loopback interface. */
public final class Ports {

    // Below Linux's ephemeral range (from 32768), so that no outgoing connection takes the port of
    // a server that is down between a kill and its restart.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;
    private static final int CONNECT_MILLIS = 500;

    /**
     * A server that is given a port may take seconds to bind it, and leaves it when it restarts.
     */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * Returns a port that nobody listens on now, from 20000 to 31999, chosen at random and never
     * given out twice by this process.
     *
     * @throws IllegalStateException when a thousand tries found none
     */
    public static int free() {
        var random = RandomGenerator.getDefault();
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            // A look takes the port for a moment, so nobody may look at another's.
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no free port between %d and %d on 127.0.0.1".formatted(LOWEST, HIGHEST));
    }

    /** Says whether a server could listen on this port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    /** Says whether a server on this machine accepts connections on this port now. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
